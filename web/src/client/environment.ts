/** What the engine needs from the world. In the browser: `browser.ts`; in tests and the simulation: stand-ins. */
export interface Environment {
  readonly http: Http;
  readonly sockets: Sockets;
  readonly clock: Clock;
  readonly random: Random;
  readonly locks: Locks;
  /** A channel to the other tabs of this browser; a tab does not hear itself. */
  readonly tabs: (name: string) => TabChannel;
  /** Opens the database of an account; rejects when this browser has none to offer. */
  readonly openDatabase: (name: string) => Promise<Database>;
  readonly deleteDatabase: (name: string) => Promise<void>;
  /** Small values that outlive the tab (which account was last logged in); may forget. */
  readonly memo: Memo;
}

export interface Http {
  /** POST of JSON to our own origin. @throws when no answer came */
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Sockets {
  /** Opens a socket to a path of our own origin. Exactly one `closed` comes, also when it never opened. */
  open(path: string, on: SocketListener): OpenSocket;
}
export interface SocketListener {
  opened(): void;
  frame(text: string): void;
  closed(): void;
}
export interface OpenSocket {
  send(text: string): void;
  close(): void;
}

export interface Clock {
  /** Milliseconds UTC of this device. */
  now(): number;
  /** Runs `work` once after `ms`. @returns how to cancel it */
  after(ms: number, work: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** A number from 0 up to 1, for jitter. */
  fraction(): number;
}

export interface Locks {
  /**
   * Holds the named lock while `work` runs. `steal` takes it from whoever has it; `signal` gives up waiting.
   * @throws when it was given up; `stolen` tells a holder that it was taken away
   */
  hold<T>(name: string, work: (stolen: AbortSignal) => Promise<T>, options?: LockOptions): Promise<T>;
}
export interface LockOptions {
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

export interface TabChannel {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

export const STORES = ['entities', 'timelines', 'outbox', 'drafts'] as const;
export type StoreName = (typeof STORES)[number];
/** The value under a key, or all of a store where no key is named. */
export type Wanted = readonly [store: StoreName, key?: string];

/** Key-value stores on this device. Values are structured clones. */
export interface Database {
  get(store: StoreName, key: string): Promise<unknown>;
  all(store: StoreName): Promise<readonly unknown[]>;
  /** Several reads of one moment, answered in their order: one way to the device and back. */
  read(wanted: readonly Wanted[]): Promise<readonly unknown[]>;
  put(store: StoreName, key: string, value: unknown): Promise<void>;
  /** Several puts and deletes (`undefined`) that become visible together. */
  write(store: StoreName, entries: readonly (readonly [key: string, value: unknown])[]): Promise<void>;
  close(): void;
}

export interface Memo {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
}
