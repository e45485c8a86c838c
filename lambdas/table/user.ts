import type { Me, Profile } from '../../protocol/profile.ts';
import { flagOf, isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Changes, Condition, Item, Store, Write } from './store.ts';

/** A person's account in this installation. Times in milliseconds UTC. */
export interface User extends Me {
  /** Access tokens issued in an earlier second are dead. */
  readonly notBefore: number;
  /** Log-ins whose password was checked earlier than this may not make a session. */
  readonly sessionsFrom: number;
  readonly deactivated: boolean;
}

export function toUser(item: Item): User {
  return {
    ...toMe(item),
    notBefore: numberOf(item, 'notBefore'),
    sessionsFrom: numberOf(item, 'sessionsFrom'),
    deactivated: isDeactivated(item),
  };
}

/** A person's row says that an operator ended their account. */
export const isDeactivated = (item: Item | undefined): boolean => item !== undefined && flagOf(item, 'deactivated');

/** The public face of a user row or of a workspace-member row, which carries a copy. */
export const toProfile = (item: Item): Profile => ({
  userId: textOf(item, 'userId'),
  displayName: textOf(item, 'displayName'),
  title: textOf(item, 'title'),
  timeZone: textOf(item, 'timeZone'),
});

/** The public face out of what somebody knows of themselves. */
export const toProfileOf = ({ userId, displayName, title, timeZone }: Profile): Profile => ({
  userId,
  displayName,
  title,
  timeZone,
});

export const toMe = (item: Item): Me => ({
  ...toProfile(item),
  email: textOf(item, 'email'),
  operator: flagOf(item, 'operator'),
});

/** The person, read strongly. */
export async function loadUser(store: Store, userId: string): Promise<User | undefined> {
  const item = await store.get(keys.user(userId), { consistent: true });
  return item && toUser(item);
}

/** Whether an access token issued at `issuedAt` (whole seconds, in milliseconds) still counts for this person. */
export const acceptsToken = (user: User, issuedAt: number): boolean =>
  !user.deactivated && issuedAt >= Math.floor(user.notBefore / 1000) * 1000;

export interface NewUser {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly timeZone: string;
  readonly operator: boolean;
  readonly createdAt: number;
}

/** The row of a person who logs in for the first time. */
export const putUser = (user: NewUser): Write => ({
  put: { ...keys.user(user.userId), v: ITEM_VERSION, title: '', ...user },
  if: { absent: 'pk' },
});

/** Changes a person's row, which must be there. */
export const updateUser = (
  userId: string,
  changes: Changes,
  condition?: Condition,
): Extract<Write, { update: object }> => ({
  update: keys.user(userId),
  changes,
  if: condition ? { all: [{ exists: 'pk' }, condition] } : { exists: 'pk' },
});

/** Holds while the person is not deactivated. */
export const ACTIVE: Condition = { not: { eq: ['deactivated', true] } };

/** Holds while a log-in whose password was checked no earlier than `checkedFrom` may still make a session. */
export const mayStartSession = (checkedFrom: number): Condition => ({
  all: [ACTIVE, { any: [{ absent: 'sessionsFrom' }, { le: ['sessionsFrom', checkedFrom] }] }],
});

/** What a sign-up told about the person, kept for the first log-in. */
export interface Introduction {
  readonly displayName: string;
  readonly timeZone: string;
}

const INTRODUCTION_MS = 90 * 24 * 3_600_000;

export const putIntroduction = (userId: string, introduction: Introduction, now: number): Write => ({
  put: { ...keys.introduction(userId), v: ITEM_VERSION, ttl: ttlAt(now + INTRODUCTION_MS), ...introduction },
});

export async function loadIntroduction(store: Store, userId: string, now: number): Promise<Introduction | undefined> {
  const item = await store.get(keys.introduction(userId), { consistent: true });
  if (!item || !isLive(item, now)) return undefined;
  return { displayName: textOf(item, 'displayName'), timeZone: textOf(item, 'timeZone') };
}

/** In a transaction: this holds for the person. */
export const checkUser = (userId: string, condition: Condition): Write => ({
  check: keys.user(userId),
  if: { all: [{ exists: 'pk' }, condition] },
});
