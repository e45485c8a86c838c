export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Resolves after `ms` milliseconds; used only for bounded waits inside one invocation. */
  wait(ms: number): Promise<void>;
}
