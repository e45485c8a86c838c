/** Where the adapters, or dynoxide and DynamoDB, may answer differently: each with its reason. */
import type { Changes } from '../../../lambdas/table/store.ts';
import type { Difference } from './differential-run.ts';

interface Deviation {
  readonly why: string;
  /** What the answers differ in is in the tables from now on: the run ends here. */
  readonly ends?: true;
  fits(difference: Difference): boolean;
}

const refused = (answer: unknown): string | undefined => {
  const name: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'refused') : undefined;
  return typeof name === 'string' ? name : undefined;
};

const overlaps = ({ set, setIfAbsent, add, remove }: Changes): boolean => {
  const names = [set, setIfAbsent, add].flatMap((part) => Object.keys(part ?? {})).concat(remove ?? []);
  return new Set(names).size < names.length;
};

const ofKey = ({ set, setIfAbsent, add, remove }: Changes): boolean =>
  [set, setIfAbsent, add].some((part) => part && ('pk' in part || 'sk' in part)) ||
  (remove ?? []).some((name) => name === 'pk' || name === 'sk');

/** Sort keys of what a query answered, page after page. */
const keysOf = (answer: unknown): readonly string[] => {
  const keys: string[] = [];
  JSON.stringify(answer, (name, value: unknown) => {
    if (name === 'sk' && typeof value === 'string') keys.push(value);
    return value;
  });
  return keys;
};

/** A rule for updates that dynoxide keeps alone, and forgets inside a transaction. */
const takenInTransaction = (what: string, breaks: (changes: Changes) => boolean): Deviation => ({
  why: `Inside a transaction dynoxide takes an update that ${what}.`,
  ends: true,
  fits: ({ step, sqlite, dynoxide }) =>
    step.kind === 'write' &&
    refused(sqlite) === 'StoreMisuse' &&
    refused(dynoxide) === undefined &&
    step.writes.some((write) => 'update' in write && breaks(write.changes)),
});

const DEVIATIONS: readonly Deviation[] = [
  {
    why: 'A call that breaks a rule and whose condition fails too is refused either way; we look at the rule first.',
    fits: ({ sqlite, dynoxide }) => refused(sqlite) === 'StoreMisuse' && refused(dynoxide) === 'ConditionFailed',
  },
  {
    why: 'dynoxide does not look at the length of a bound of the sort key, which DynamoDB refuses beyond 1,024 bytes, or when it is empty.',
    fits: ({ step, sqlite }) =>
      step.kind === 'query' &&
      refused(sqlite) === 'StoreMisuse' &&
      Object.values(step.query.sk ?? {})
        .flat()
        .some((bound) => bound === '' || Buffer.byteLength(bound) > 1024),
  },
  takenInTransaction('names one attribute twice; DynamoDB refuses overlapping paths', overlaps),
  takenInTransaction('changes the key itself, which DynamoDB refuses ("part of the key")', ofKey),
  {
    why: 'dynoxide takes capitals for small letters at the beginning of a sort key; DynamoDB compares bytes.',
    fits({ step, sqlite, dynoxide }) {
      const sk = step.kind === 'query' ? step.query.sk : undefined;
      if (sk === undefined || !('beginsWith' in sk)) return false;
      const [own, other] = [keysOf(sqlite), keysOf(dynoxide).filter((key) => key.startsWith(sk.beginsWith))];
      return own.length < keysOf(dynoxide).length && own.join() === other.join();
    },
  },
];

/** The known deviation that explains a difference. */
export const deviationOf = (difference: Difference): Deviation | undefined =>
  DEVIATIONS.find(({ fits }) => fits(difference));
