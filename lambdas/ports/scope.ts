import type { Ports } from './index.ts';
import type { Memory } from './memory.ts';

/** What the owner of an installation configured. */
export interface Settings {
  readonly signUp: 'open' | 'invite-only';
  /** Lower-case addresses of the operators; empty: the first account is the operator. */
  readonly operators: readonly string[];
  /** Messages that one person may send in ten seconds. */
  readonly sendLimit: number;
  /** Recipients above which a message is fanned out by further invocations. */
  readonly fanOutThreshold: number;
}

/** One invocation: the ports, the moment it began, and what remains to be done after the answer is on its way. */
export interface Scope extends Ports {
  /** Milliseconds since 1970-01-01 UTC when the invocation began. */
  readonly now: number;
  readonly settings: Settings;
  /** What this process remembers between invocations; one per `create(ports, env)`. */
  readonly memory: Memory;
  /** Work that starts when `run` has returned, alongside the answer; the invocation ends when it has settled. */
  after(work: () => Promise<void>): void;
}
