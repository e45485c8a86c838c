/** What people do, and what is not measured here. Everything of this file is an assumption; change it and run again. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Per person of the workspace (present or not) and working day. */
export const DAY = {
  workingDays: 22,
  connectedHours: 8,
  /** Share of all people who are connected at any time of these hours; they do what everybody does. */
  present: 0.7,
  /** Browsers per present person: the second one stays hidden. */
  browsers: 1.2,
  messages: 40,
  /** Conversations that come onto the screen. */
  switches: 30,
  /** Page loads, each ending one socket and opening another. */
  boots: 3,
  /** A window is hidden, or shown again. */
  presenceChanges: 8,
  /** Reactions are not in the product yet; they are billed apart, as what an edit costs. */
  reactions: 20,
} as const;

/** Share of all messages that go to the workspace-wide channel, which 60 % of all people have joined and are present in. */
export function largeShareOf(people: number): number {
  return people <= 50 ? 0.1 : people <= 1_000 ? 0.02 : 0.005;
}
export const LARGE_JOINED = 0.6;

/** What a present person is in, beside #general and the workspace-wide channel. */
export const CONVERSATIONS = {
  /** Channels of a team, with this many present people; the first one is the home of the day. */
  channels: 4,
  channelPeople: 12,
  directs: 6,
  /** One of so many team channels is private. */
  privateEvery: 4,
  /** Share of the messages outside the workspace-wide channel that go to direct conversations. */
  directShare: 0.3,
  /** Messages that somebody writes in a row. */
  burst: 3,
} as const;

/** Characters of a message, half of them short. */
export const MESSAGE_CHARACTERS = [30, 60, 120, 250, 600] as const;

/** Waits of one call, milliseconds: they make durations, never counts. */
export const WAITS = {
  get: 3,
  getMany: 4,
  query: 4,
  write: 5,
  transaction: 12,
  post: 8,
  userPool: 40,
  asyncInvoke: 15,
  network: 30,
} as const;

/** CPU of one call at a full vCPU, milliseconds (docs/benchmarks.md); a function has memory / 1,769 MB of one. */
export const CPU = { invocation: 0.5, storeCall: 0.33, post: 0.08, fullVcpuMb: 1_769 } as const;

/** A sandbox that idles longer than this is gone; the next call waits for a fresh one, which is billed. */
export const SANDBOX = { idleMs: 10 * MINUTE, initMs: 400 } as const;

/** Of a table on demand; each has a stream shard of its own. */
export const SHARDS = 4;

/** Log lines that Lambda itself writes for an invocation at level INFO, and the CPU-free price of a file at the edge. */
export const EDGE_REQUESTS_PER_BOOT = 2;
export const BYTES_PER_BOOT = 2_000;
