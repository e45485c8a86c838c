/** Asynchronous invocations of our own functions. */
export interface Tasks {
  /** Hands `payload` (JSON, ≤ 256 KB) to the fan-out function, which runs at least once. */
  fanOut(payload: string): Promise<void>;
}
