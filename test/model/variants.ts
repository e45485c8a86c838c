/** One run of the model: what takes part, which condition is left out, and what must come of it. */
export interface Variant {
  readonly name: string;
  /** Names defined for `sequence.pml`. */
  readonly defines: readonly string[];
  /** What spin must find; null: nothing, in all states. */
  readonly finds: RegExp | null;
  /** Too long for the checks. */
  readonly long?: boolean;
}

const REMOVAL = ['REMOVAL', 'CHANGES=0', 'READERS=0'] as const;
const removal = (name: string, broken: string, finds: RegExp, sends = 1): Variant => ({
  name,
  defines: [broken, ...REMOVAL, `SENDS=${sends}`, 'TRIES=1'],
  finds,
});

/** Everything as it is: nothing may be found. */
const WHOLE: readonly Variant[] = [
  { name: 'a message sent twice, an edit, a reader', defines: [], finds: null },
  { name: 'a message sent twice, another, a reader', defines: ['SENDS=3', 'CHANGES=0', 'TRIES=1'], finds: null },
  { name: 'a message sent twice, two readers', defines: ['CHANGES=0', 'READERS=2'], finds: null },
  { name: 'two edits, a message, a reader', defines: ['CHANGES=2', 'SENDS=1', 'TRIES=1'], finds: null },
  { name: 'a removal, a return, a message', defines: [...REMOVAL, 'SENDS=1'], finds: null },
  {
    name: 'a message sent twice, another, a reader, second tries',
    defines: ['SENDS=3', 'CHANGES=0'],
    finds: null,
    long: true,
  },
  {
    name: 'a removal, a return, a message, a reader',
    defines: ['REMOVAL', 'CHANGES=0', 'SENDS=1', 'TRIES=1'],
    finds: null,
    long: true,
  },
  {
    name: 'a removal, a return, messages of both sides',
    defines: [...REMOVAL, 'SENDS=2', 'TRIES=1'],
    finds: null,
    long: true,
  },
];

/** One condition left out each: spin must find what it is for. */
const BROKEN: readonly Variant[] = [
  { name: 'a void is put where a message stands', defines: ['VOID_OVER_MESSAGE'], finds: /acked/ },
  { name: 'a void is put where a change stands', defines: ['VOID_OVER_CHANGE'], finds: /acked|seen/ },
  { name: 'a void takes the place of the message only', defines: ['VOID_IN_MESSAGES_ONLY'], finds: /m\[n\]/ },
  { name: 'a void takes the place of the change only', defines: ['VOID_IN_CHANGES_ONLY'], finds: /m\[n\]/ },
  { name: 'a message is put where a void stands', defines: ['MESSAGE_OVER_VOID'], finds: /m\[n\]|seen/ },
  { name: 'a change is put where a void stands', defines: ['CHANGE_OVER_VOID'], finds: /m\[n\]|seen/ },
  { name: 'a client message id is put twice', defines: ['IDEMPOTENCY_UNCONDITIONAL'], finds: /copies/ },
  { name: 'a retry is answered with its own number', defines: ['ACK_OWN_NUMBER'], finds: /4\+id/ },
  {
    name: 'an older edit replaces a newer one',
    defines: ['OLDER_CHANGE_WINS', 'CHANGES=2', 'SENDS=1'],
    finds: /lastSeq<n/,
  },
  { name: 'a reader passes a number without an item', defines: ['READER_PASSES_HOLES'], finds: /seen/ },
  { name: 'nobody voids', defines: ['READER_NEVER_VOIDS'], finds: /invalid end state/ },
  removal('the tombstone comes after the removal', 'TOMBSTONE_LATER', /needs/),
  removal('the sender does not read tombstones', 'TOMBSTONE_NOT_READ', /needs/),
  removal('a return leaves the tombstone', 'TOMBSTONE_OUTLIVES_RETURN', /tombstone/),
  removal('tidying does not look whether they are back', 'TIDYING_UNCHECKED', /returned/),
  removal('membership is not checked in the transaction', 'MEMBERSHIP_UNCHECKED', /own/, 2),
];

export const VARIANTS: readonly Variant[] = [...WHOLE, ...BROKEN];
