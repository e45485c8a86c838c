/** Names of the functions' environment variables; the constructs set them, `config.ts` reads them. */
export const ENV = {
  table: 'PARLEY_TABLE',
  userPoolId: 'PARLEY_USER_POOL_ID',
  userPoolClientId: 'PARLEY_USER_POOL_CLIENT_ID',
  /** https URL of the WebSocket stage for @connections calls. */
  callbackUrl: 'PARLEY_CALLBACK_URL',
  fanOutFunction: 'PARLEY_FAN_OUT_FUNCTION',
  /** The value of the header `x-parley-origin` that only our own edge sends. */
  originSecret: 'PARLEY_ORIGIN_SECRET',
  /** `open` or `invite-only`. */
  signUp: 'PARLEY_SIGN_UP',
  /** Addresses (comma-separated, lower case) that operate this installation; empty: the first account does. */
  operators: 'PARLEY_OPERATORS',
  /** Messages that one person may send in ten seconds. */
  sendLimit: 'PARLEY_SEND_LIMIT',
  /** Recipients above which a message is fanned out by further invocations. */
  fanOutThreshold: 'PARLEY_FAN_OUT_THRESHOLD',
  attachmentBucket: 'PARLEY_ATTACHMENT_BUCKET',
} as const;
