interface Regression {
  readonly seed: number;
  /** What was wrong. */
  readonly was: string;
}

/** Seeds that once failed. Each bug has its own test beside the code, too: a seed is another run when the simulation changes. */
export const REGRESSIONS: readonly Regression[] = [
  { seed: 4, was: 'a page from before a deploy kept the socket from newer pages of the same browser' },
  { seed: 12, was: 'the same, with the older page in the background' },
  {
    seed: 9028,
    was: 'news of a read marker of an earlier membership, seconds late, stood above the new membership for ever',
  },
  { seed: 504701, was: 'the answer to a jump in a conversation that was left moved it when it was opened again' },
  { seed: 507722, was: 'a joining tried twice kept the time of the first try, by the later of two clocks' },
  { seed: 900379, was: 'a removal between two reads of one batch: the head held a message that was sent after it' },
  { seed: 2003656, was: 'a message whose answer was lost was sent again a month later, when its id was forgotten' },
  { seed: 864, was: 'messages that were counted behind one that was under way counted again when they were heard of' },
  { seed: 61136, was: 'a count that was asked for before the server knew what was read here stood for ever' },
  { seed: 711, was: 'who left while they added themselves to the channel made the function fail' },
  { seed: 7430, was: 'who was removed while they waited for a number got what was written under it afterwards' },
  {
    seed: 9102347,
    was: 'of the simulation: a tab that was frozen while its person logged out and in again showed nothing ever after',
  },
  { seed: 9103475, was: 'the same, where that was done in a tab that was opened meanwhile' },
  { seed: 9103704, was: 'a page that was read before the head, of which a clock that was behind said that it was old' },
];
