/** The Gateway port: posting to sockets that are connected to the WebSocket API. */
export interface Gateway {
  /**
   * Posts one text frame (≤ 128 KB of UTF-8; 32 KB is one billing unit) to each connection, in parallel.
   * @returns the connections that are gone (410); other failures are retried and then dropped: the repair path heals them.
   */
  post(connectionIds: readonly string[], frame: string): Promise<readonly string[]>;
  /** Closes a connection. A connection that is gone already counts as closed. */
  close(connectionId: string): Promise<void>;
}
