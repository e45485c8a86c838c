/** Keys and indexes of the single table, as data. No other file builds a key. */
import type { Key } from './store.ts';

/**
 * Version of the stored items' shape, on every item as `v` (counters of tries, which last an hour, have none). Readers read all
 * versions up to this one: what an older one did not write reads as nothing. Newer ones are refused (`versions.ts`). Whoever
 * raises it records what is written then beside what was (`test/unit/table/`).
 */
export const ITEM_VERSION = 1;

/** Key schema, time-to-live attribute and the one index, read by the construct and by both store adapters. */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds. DynamoDB deletes days late: every read filters expired items itself. */
  timeToLive: 'ttl',
  indexes: {
    /** People of a workspace, members of a channel, invites of a workspace: see `directoryKey`. */
    directory: { partitionKey: 'dpk', sortKey: 'dsk' },
  },
} as const;

export const DIRECTORY = 'directory' satisfies keyof typeof TABLE.indexes;

/** Digits of a zero-padded number inside a key: 2^53 has 16. */
const WIDTH = 16;
export const padded = (n: number): string => String(n).padStart(WIDTH, '0');

const LAST = '\u{10ffff}';

export const channelPk = (channelId: string): string => `C#${channelId}`;
export const userPk = (userId: string): string => `U#${userId}`;
export const workspacePk = (workspaceId: string): string => `W#${workspaceId}`;

export const keys = {
  /** Head of a channel: numbers, name, topic, privacy. */
  channel: (channelId: string): Key => ({ pk: channelPk(channelId), sk: 'META' }),
  /** How many people are in a public channel: apart from its head, which every message updates. */
  channelCount: (channelId: string): Key => ({ pk: channelPk(channelId), sk: 'PEOPLE' }),
  /** State of the message with number `seq`, or the void of that number. */
  message: (channelId: string, seq: number): Key => ({ pk: channelPk(channelId), sk: `M#${padded(seq)}` }),
  /** The change with number `seq`, or the void of that number. */
  change: (channelId: string, seq: number): Key => ({ pk: channelPk(channelId), sk: `E#${padded(seq)}` }),
  subscription: (channelId: string, userId: string, connectionId: string): Key => ({
    pk: channelPk(channelId),
    sk: `S#${userId}#${connectionId}`,
  }),
  /** Removal tombstone: sorts before every subscription (`!` < `#`). */
  tombstone: (channelId: string, userId: string): Key => ({ pk: channelPk(channelId), sk: `S!${userId}` }),

  user: (userId: string): Key => ({ pk: userPk(userId), sk: 'ME' }),
  /** What a sign-up told about the person, until the first log-in makes the user row. */
  introduction: (userId: string): Key => ({ pk: userPk(userId), sk: 'NEW' }),
  workspaceMember: (workspaceId: string, userId: string): Key => ({ pk: userPk(userId), sk: `W#${workspaceId}` }),
  channelMember: (channelId: string, userId: string): Key => ({ pk: userPk(userId), sk: `C#${channelId}` }),
  connection: (userId: string, connectionId: string): Key => ({ pk: userPk(userId), sk: `X#${connectionId}` }),
  /** A logged-in device, by the `origin_jti` of its tokens; points at its session. */
  device: (userId: string, originJti: string): Key => ({ pk: userPk(userId), sk: `D#${originJti}` }),

  workspace: (workspaceId: string): Key => ({ pk: workspacePk(workspaceId), sk: 'META' }),
  /** Directory entry of a public channel; holds its name, so names are unique among public channels. */
  channelName: (workspaceId: string, name: string): Key => ({ pk: workspacePk(workspaceId), sk: `N#${name}` }),

  /** Presence watch: `watcher`'s connection looks at `userId`. */
  watch: (userId: string, watcherId: string, connectionId: string): Key => ({
    pk: `P#${userId}`,
    sk: `S#${watcherId}#${connectionId}`,
  }),

  idempotency: (userId: string, clientMessageId: string): Key => ({ pk: `I#${userId}#${clientMessageId}`, sk: 'I' }),
  session: (hash: string): Key => ({ pk: `K#${hash}`, sk: 'SESSION' }),
  ticket: (hash: string): Key => ({ pk: `K#${hash}`, sk: 'TICKET' }),
  registration: (hash: string): Key => ({ pk: `K#${hash}`, sk: 'REGISTRATION' }),
  invite: (hash: string): Key => ({ pk: `V#${hash}`, sk: 'INVITE' }),
  /** One counter per scope, subject and window. */
  rate: (scope: string, subject: string, window: number): Key => ({ pk: `R#${scope}#${subject}`, sk: padded(window) }),
  /** The one row about the whole installation: who operates it. */
  installation: (): Key => ({ pk: 'PARLEY', sk: 'META' }),
} as const;

/** Sort-key conditions for queries. */
export const ranges = {
  messages: { beginsWith: 'M#' },
  messagesAfter: (seq: number) => ({ between: [`M#${padded(seq + 1)}`, `M#${LAST}`] }) as const,
  messagesBefore: (seq: number) => ({ between: ['M#', `M#${padded(Math.max(0, seq - 1))}`] }) as const,
  messagesFrom: (from: number, to: number) => ({ between: [`M#${padded(from)}`, `M#${padded(to)}`] }) as const,
  changesAfter: (seq: number) => ({ between: [`E#${padded(seq + 1)}`, `E#${LAST}`] }) as const,
  changesFrom: (from: number, to: number) => ({ between: [`E#${padded(from)}`, `E#${padded(to)}`] }) as const,
  /** Tombstones first, then subscriptions. */
  audience: { beginsWith: 'S' },
  subscriptionsOf: (userId: string) => ({ beginsWith: `S#${userId}#` }) as const,
  watchers: { beginsWith: 'S#' },
  memberships: { beginsWith: 'C#' },
  workspaces: { beginsWith: 'W#' },
  connections: { beginsWith: 'X#' },
  /** Workspaces, then connections. */
  whereabouts: { between: ['W#', `X#${LAST}`] },
  /** The same with the person's own row in front. */
  person: { between: ['ME', `X#${LAST}`] },
  devices: { beginsWith: 'D#' },
  channelNames: { beginsWith: 'N#' },
} as const;

/** Attributes that place an item in the `directory` index. */
export const directoryKey = {
  channelMember: (channelId: string, userId: string) => ({ dpk: `C#${channelId}`, dsk: `P#${userId}` }),
  /** People sort by folded display name. */
  workspaceMember: (workspaceId: string, foldedName: string, userId: string) => ({
    dpk: `W#${workspaceId}`,
    dsk: `P#${foldedName}#${userId}`,
  }),
  invite: (workspaceId: string, createdAt: number, hash: string) => ({
    dpk: `W#${workspaceId}`,
    dsk: `V#${padded(createdAt)}#${hash}`,
  }),
} as const;

export const directoryRanges = {
  people: { beginsWith: 'P#' },
  invites: { beginsWith: 'V#' },
} as const;

/** Channel and number of an item of a channel's sequence (`M#…`, `E#…`); undefined for any other item. */
export function sequenceKey(pk: string, sk: string): { readonly channelId: string; readonly seq: number } | undefined {
  const prefix = channelPk('');
  if (!pk.startsWith(prefix) || !/^[ME]#\d{16}$/.test(sk)) return undefined;
  return { channelId: pk.slice(prefix.length), seq: Number(sk.slice(2)) };
}
