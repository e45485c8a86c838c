/** API Gateway's quotas, and the misbehaviour of AWS that tests switch on. */
export interface GatewayLimits {
  readonly frameBytes: number;
  readonly messageBytes: number;
  /** A connection without a frame either way is closed after it. */
  readonly idleMs: number;
  /** The longest life of a connection. */
  readonly connectionMs: number;
  readonly httpBodyBytes: number;
  /** Longest wait for an HTTP integration, and for a WebSocket integration. */
  readonly httpTimeoutMs: number;
  readonly socketTimeoutMs: number;
  /** Bytes that may wait for a client that does not read before it is cut off. */
  readonly backlogBytes: number;
}

export const AWS_LIMITS: GatewayLimits = {
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  idleMs: 10 * 60_000,
  connectionMs: 2 * 3_600_000,
  httpBodyBytes: 10 * 1024 * 1024,
  httpTimeoutMs: 30_000,
  socketTimeoutMs: 29_000,
  backlogBytes: 4 * 1024 * 1024,
};

/** Mutable while the runtime runs. Shares are probabilities from 0 to 1. */
export interface Switches {
  /** Share of closed connections for which `$disconnect` never comes. */
  lostDisconnects: number;
  /** Posts are held back for up to this many milliseconds each, so that they overtake one another. */
  postDelayMs: number;
  /** Share of posts that are lost on the way. */
  lostPosts: number;
  /** Share of requests and socket messages that are answered as throttled. */
  throttledRequests: number;
  /** Share of posts that are refused as throttled (429). */
  throttledPosts: number;
}

export const noFaults = (): Switches => ({
  lostDisconnects: 0,
  postDelayMs: 0,
  lostPosts: 0,
  throttledRequests: 0,
  throttledPosts: 0,
});

/** True for the given share of calls. */
export const happens = (share: number): boolean => share > 0 && Math.random() < share;
