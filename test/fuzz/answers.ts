/** What every answer must be, whatever was asked. */
import { CONTRACTS, isActionName } from '../../protocol/contracts.ts';
import type { Contract } from '../../protocol/contract.ts';
import { ErrorBody, type ErrorCode, HTTP_STATUS } from '../../protocol/errors.ts';
import { must } from './target.ts';

const ALWAYS: readonly ErrorCode[] = ['invalid', 'unauthenticated', 'rate_limited', 'too_large', 'forbidden'];

export const contractOf = (action: string): Contract | undefined =>
  isActionName(action) ? CONTRACTS[action] : undefined;

/** The refusal, checked. @throws when it is a failure of ours, or none that the contract knows */
export function refusal(action: string, value: unknown): ErrorBody {
  const error = ErrorBody.parse(value);
  const allowed = [...ALWAYS, ...(contractOf(action)?.errors ?? [])];
  must(allowed.includes(error.code), `${action} answered ${JSON.stringify(error)}`);
  must(/[.!]$/.test(error.message) && error.message.length < 400, `${action} said ${error.message}`);
  return error;
}

/** The answer over HTTP, checked. @returns the refusal, or undefined when it was done */
export function httpAnswer(action: string, { status, body }: { status: number; body: string }): ErrorBody | undefined {
  must(status < 500, `${action} answered ${status}: ${body}`);
  const json: unknown = JSON.parse(body);
  if (status === 200) {
    fits(action, json);
    return undefined;
  }
  must(typeof json === 'object' && json !== null && 'error' in json, `${action} answered ${status}: ${body}`);
  const error = refusal(action, json.error);
  must(HTTP_STATUS[error.code] === status, `${action} answered ${status} for ${error.code}`);
  return error;
}

/** @throws when an output is not exactly as the contract says */
export function fits(action: string, output: unknown): void {
  contractOf(action)?.output.parse(output);
}
