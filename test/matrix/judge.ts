/** What is wrong with an answer of the matrix. */
import type { AccessDeclaration } from '../../protocol/access-declaration.ts';
import { CONTRACTS } from '../../protocol/contracts.ts';
import type { Contract } from '../../protocol/contract.ts';
import { FrameDown } from '../../protocol/frames.ts';
import { type Answer, field } from './ask.ts';
import type { Cell, Expected } from './cells.ts';
import type { Difference } from './mirror.ts';

/** An answer with the id of the subject, which an answer may repeat. */
export interface Given {
  readonly cell: Cell;
  readonly answer: Answer;
  readonly id: string;
}

const CODES: Partial<Readonly<Record<Expected, string>>> = {
  unauthenticated: 'unauthenticated',
  otherTransport: 'invalid',
  bad_code: 'invalid',
  bad_credentials: 'forbidden',
};

/** Problems of an answer; `missing` is what the same caller is told of an id that is nowhere. */
export function judge(given: Given, missing: Given | undefined): readonly string[] {
  const { cell, answer } = given;
  const { declaration } = cell;
  const wellFormed = answer.pushes.filter(({ text }) => !FrameDown.safeParse(JSON.parse(text)).success);
  const problems = wellFormed.map(({ to }) => `sends ${to} what is no frame`);
  switch (cell.expected) {
    case 'ok':
      return [...problems, ...done(given, missing, declaration)];
    case 'refused':
      return [...problems, ...asMissing(given, missing, declaration)];
    case 'missing':
      return [...problems, ...absent(given, declaration)];
    default:
      return [
        ...problems,
        ...refusedBy(given, CODES[cell.expected] ?? 'conflict'),
        ...withoutEffect(given, declaration),
      ];
  }
}

function done(
  { cell, answer }: Given,
  missing: Given | undefined,
  { missing: kind }: AccessDeclaration,
): readonly string[] {
  if (!answer.ok) return [`is refused: ${answer.text}`];
  const contract: Contract = CONTRACTS[cell.action];
  const parsed = contract.output.safeParse(answer.body);
  if (!parsed.success) return [`answers what its contract does not say: ${answer.text}`];
  if (kind !== 'leftOut' || !missing || cell.variant === 'closed' || cell.place === 'self') return [];
  const isSame = answer.text === missing.answer.text && answer.changed.length === missing.answer.changed.length;
  return isSame && JSON.stringify(answer.changed) === JSON.stringify(missing.answer.changed) ? ['does nothing'] : [];
}

function asMissing(given: Given, missing: Given | undefined, declaration: AccessDeclaration): readonly string[] {
  if (!missing) return ['has no missing id to compare with'];
  const [text, expected] = [given, missing].map(({ answer, id }) => answer.text.replaceAll(id || '\n', '<id>'));
  const told = text === expected ? [] : [`tells ${text} instead of ${expected}`];
  if (declaration.missing !== 'leftOut') return [...told, ...withoutEffect(given, declaration)];
  const known = new Set(missing.answer.changed.map(({ key }) => `${key.pk} ${key.sk}`));
  const further = given.answer.changed.filter(({ key }) => !known.has(`${key.pk} ${key.sk}`));
  return [...told, ...further.map(changes), ...pushed(given)];
}

function absent(given: Given, declaration: AccessDeclaration): readonly string[] {
  if (declaration.missing !== 'leftOut') {
    return [...refusedBy(given, declaration.missing), ...withoutEffect(given, declaration)];
  }
  return given.answer.ok ? pushed(given) : [`is refused: ${given.answer.text}`];
}

function refusedBy({ cell, answer }: Given, code: string): readonly string[] {
  if (answer.ok) return [`is done: ${answer.text.slice(0, 300)}`];
  const [told, reason] = [field(answer.body, 'code'), field(answer.body, 'reason')];
  if (told !== code) return [`tells ${answer.text} instead of ${code}`];
  const wanted = cell.expected === 'otherTransport' ? 'other_transport' : cell.expected;
  const hasReason = code === 'conflict' || reason !== undefined;
  return hasReason && reason !== wanted ? [`gives the reason ${String(reason)} instead of ${wanted}`] : [];
}

/** A refusal writes nothing but how often was tried, and nobody hears of it. */
function withoutEffect(given: Given, { spendsNumber, subject }: AccessDeclaration): readonly string[] {
  const changed = given.answer.changed.filter((change) => !spendsNumber || !isNumber(change));
  const counts = subject === 'address' ? ['R#', 'COGNITO#'] : ['R#'];
  const effects = changed.filter(({ key }) => !counts.some((prefix) => key.pk.startsWith(prefix)));
  return [...effects.map(changes), ...pushed(given)];
}

/** Whether there is such an account shows in nothing but what is random. */
export function tellsAddresses(group: readonly Given[]): readonly string[] {
  const [first, ...others] = group.map(({ answer }) => answer.text.replaceAll(/[\w-]{43}/g, '<secret>'));
  return others.filter((text) => text !== first).map((text) => `tells ${text} instead of ${first}`);
}

const changes = ({ key }: Difference): string => `changes ${key.pk} ${key.sk}`;
const pushed = ({ answer }: Given): readonly string[] => answer.pushes.map(({ to, text }) => `tells ${to} ${text}`);

/** The head's counters, or the void of a number. */
function isNumber({ key, before, after }: Difference): boolean {
  if (!key.pk.startsWith('C#')) return false;
  if (/^[ME]#/.test(key.sk)) return before === undefined && after?.['type'] === 'void';
  const ignored = { seq: 0, ord: 0 };
  return key.sk === 'META' && JSON.stringify({ ...before, ...ignored }) === JSON.stringify({ ...after, ...ignored });
}
