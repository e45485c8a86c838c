import type { Wanted } from './environment.ts';

/** Under which name the memo has the account that was last logged in. */
export const ACCOUNT = 'account';

/** Lock of the one question of all tabs that changes the cookie. */
export const RENEWAL = 'parley-renewal';

/** Name of the database of an account. */
export const databaseOf = (userId: string): string => `parley-${userId}`;

/** What a start reads at once: all but timelines, and of these the one that is opened first. */
export const firstWanted = (first: string | null): readonly Wanted[] => [
  ['entities'],
  ['drafts'],
  ...(first === null ? [] : [['timelines', `timeline:${first}`] as const]),
];
