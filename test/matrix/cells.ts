/** The cells of the matrix, out of the contract map and the declarations. */
import { ACCESS } from '../../protocol/access.ts';
import { type AccessDeclaration, LAPSED, PEOPLE, type Reason } from '../../protocol/access-declaration.ts';
import type { Contract, Transport } from '../../protocol/contract.ts';
import { type ActionName, CONTRACTS, isActionName } from '../../protocol/contracts.ts';
import type { Caller } from './people.ts';
import { FURTHER_PLACES } from './subject.ts';

/** `refused`: exactly what a missing id is answered. */
export type Expected = 'ok' | 'refused' | 'missing' | 'unauthenticated' | 'otherTransport' | Reason;

export interface Cell {
  readonly action: ActionName;
  /** What the action says of the subject that this cell names. */
  readonly declaration: AccessDeclaration;
  readonly over: Transport;
  readonly who: Caller;
  readonly variant: string;
  readonly place: string;
  readonly expected: Expected;
}

export const ACTIONS: readonly ActionName[] = Object.keys(CONTRACTS).filter(isActionName);
const CALLERS: readonly Caller[] = [...PEOPLE, ...LAPSED];
const isLapsed = (who: Caller): boolean => LAPSED.some((lapsed) => lapsed === who);

export const nameOf = ({ action, over, who, variant, place }: Cell): string =>
  `${action}${variant && `(${variant})`} by ${who} at ${place} over ${over}`;

/** Cells of one action in groups that share what a missing id is answered; that one comes first. */
export function groupsOf(action: ActionName): readonly (readonly Cell[])[] {
  const declared: AccessDeclaration = ACCESS[action];
  return [declared, ...(declared.also ? [declared.also] : [])].flatMap((each) => groupsFor(action, each));
}

function groupsFor(action: ActionName, declaration: AccessDeclaration): readonly (readonly Cell[])[] {
  const contract: Contract = CONTRACTS[action];
  const variants = ['', ...Object.keys(declaration.variants ?? {})];
  const groups: Cell[][] = [];
  for (const over of ['http', 'socket'] as const) {
    for (const who of CALLERS) {
      if (over === 'socket' && isLapsed(who) && who !== 'expired') continue;
      const common = { action, declaration, over, who };
      if (!contract.transports.includes(over)) {
        groups.push([{ ...common, variant: '', place: placesOf(declaration)[0] ?? '', expected: 'otherTransport' }]);
        continue;
      }
      for (const variant of variants) {
        groups.push(placesOf(declaration).map((place) => cellAt(contract, common, variant, place)));
      }
    }
  }
  return groups;
}

const placesOf = (declaration: AccessDeclaration): readonly string[] => [
  ...FURTHER_PLACES[declaration.subject].toReversed(),
  ...Object.keys(declaration.answers),
];

function cellAt(
  contract: Contract,
  common: Pick<Cell, 'action' | 'declaration' | 'over' | 'who'>,
  variant: string,
  place: string,
): Cell {
  const where = { ...common, variant, place };
  return { ...where, expected: expectedOf(contract, common.declaration, where) };
}

type Where = Pick<Cell, 'who' | 'variant' | 'place' | 'over'>;

function expectedOf(contract: Contract, declaration: AccessDeclaration, where: Where): Expected {
  const { who, place, over } = where;
  if (isLapsed(who) && contract.access !== 'public') {
    return declaration.lapsed?.some((lapsed) => lapsed === who) ? 'ok' : 'unauthenticated';
  }
  if (over === 'socket' && who === 'expired') return 'unauthenticated';
  if (place === 'missing') return 'missing';
  const answers = answersAt(declaration, where);
  const alive = isLapsed(who) ? 'stranger' : who;
  const caller =
    place === 'foreignPublic' || place === 'foreignPrivate' || place === 'foreignDirect' ? asThere(who) : alive;
  const found = Object.entries(answers).find(([, whom]) => whom.some((each) => each === caller));
  return found ? (found[0] as Expected) : 'refused';
}

/** The foreigner manages the conversations of their own workspace; nobody else is in it. */
const asThere = (who: Caller): Caller | undefined => (who === 'foreigner' ? 'manager' : undefined);

const LIKE: Readonly<Record<string, string>> = {
  foreignPublic: 'public',
  foreignPrivate: 'private',
  foreignDirect: 'direct',
};

function answersAt(
  declaration: AccessDeclaration,
  { variant, place }: Where,
): Readonly<Record<string, readonly Caller[]>> {
  const table: object = (variant === '' ? undefined : declaration.variants?.[variant]) ?? declaration.answers;
  return (
    new Map<string, Readonly<Record<string, readonly Caller[]>>>(Object.entries(table)).get(LIKE[place] ?? place) ?? {}
  );
}
