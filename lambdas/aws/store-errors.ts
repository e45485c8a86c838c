import type { CancelReason } from '../table/store.ts';
import { ConditionFailed, StoreMisuse } from '../table/store.ts';

/**
 * What an error of DynamoDB means for the call:
 * - `refused`: nothing was done and repeating it is no use: throw `error`.
 * - `busy`: nothing was done; the same call may succeed a little later.
 * - `unknown`: no answer, or an internal error: a write may have been done.
 */
export type Verdict =
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'busy'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

const BUSY = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

const MISUSE = new Set(['ValidationException', 'SerializationException', 'ItemCollectionSizeLimitExceededException']);

/** The connection never came about, so no request was sent. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * The SDK's words, which have no code, for a request that got no connection in time: also while it waits for one of the client's
 * sockets, or while the process has no time to look.
 */
const UNCONNECTED = /^@smithy\/node-http-handler - the request socket did not establish a connection/;

export const verdictOn = (error: unknown): Verdict => {
  if (!(error instanceof Error)) return { kind: 'refused', error };
  const { name, message } = error;
  if (name === 'ConditionalCheckFailedException') return { kind: 'refused', error: new ConditionFailed() };
  if (name === 'TransactionCanceledException') return verdictOnReasons(error);
  if (MISUSE.has(name)) return { kind: 'refused', error: new StoreMisuse(message, { cause: error }) };
  if (BUSY.has(name)) return { kind: 'busy', why: name };
  const status = statusOf(error);
  if (status === undefined) return verdictOnTransport(error);
  if (status === 429) return { kind: 'busy', why: name };
  return status >= 500 ? { kind: 'unknown', why: name } : { kind: 'refused', error };
};

const REASONS: Readonly<Record<string, CancelReason>> = {
  None: 'none',
  ConditionalCheckFailed: 'condition',
  TransactionConflict: 'conflict',
  ProvisionedThroughputExceeded: 'throttled',
  ThrottlingError: 'throttled',
  RequestLimitExceeded: 'throttled',
};

/** A refused condition decides, whatever else went wrong; a broken rule comes next; what is left may pass later. */
const verdictOnReasons = (error: Error): Verdict => {
  const reasons = codesOf(error).map((code) => REASONS[code] ?? 'other');
  if (reasons.includes('condition')) return { kind: 'refused', error: new ConditionFailed(reasons) };
  if (reasons.includes('other')) return { kind: 'refused', error: new StoreMisuse(error.message, { cause: error }) };
  return { kind: 'busy', why: reasons.find((reason) => reason !== 'none') ?? error.name };
};

const codesOf = (error: Error): readonly string[] => {
  const reasons: unknown = 'CancellationReasons' in error ? error.CancellationReasons : undefined;
  if (!Array.isArray(reasons)) return [];
  return reasons.map((reason: { readonly Code?: string }) => reason.Code ?? 'None');
};

/** Errors of the transport have a system code or are timeouts; anything else without a status is a bug: it stays as it is. */
const verdictOnTransport = (error: Error): Verdict => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNSENT.has(code)) return { kind: 'busy', why: code };
  if (UNCONNECTED.test(error.message)) return { kind: 'busy', why: error.name };
  if (/^E[A-Z]+$/.test(code) || error.name === 'TimeoutError' || error.name === 'AbortError') {
    return { kind: 'unknown', why: code || error.name };
  }
  return { kind: 'refused', error };
};

const statusOf = (error: Error): number | undefined => {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};
