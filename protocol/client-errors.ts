/** What browsers tell of errors, without the schemas: the web app loads this alone. */

/** Classes of errors that browsers and the app itself throw; whatever else there is counts as `Error`. */
export const CLIENT_ERRORS = [
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Problem',
  'AbortError',
  'ConstraintError',
  'DataCloneError',
  'DataError',
  'InvalidAccessError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'NotSupportedError',
  'OperationError',
  'QuotaExceededError',
  'SecurityError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
] as const;
export type ClientError = (typeof CLIENT_ERRORS)[number];

/** Frames of one stack that are told, the innermost first. */
export const MOST_FRAMES = 5;

/** Parts of the page that fail apart; `background` is whatever none of them was drawing. */
export const PANELS = ['page', 'sidebar', 'conversation', 'details', 'dialog', 'background'] as const;
export type Panel = (typeof PANELS)[number];
