import { expect, test } from 'vitest';
import { toErrorBody } from '../../../lambdas/dispatch/error-body.ts';
import { IdentityRefused } from '../../../lambdas/ports/identity.ts';
import { ConditionFailed, StoreUnavailable } from '../../../lambdas/table/store.ts';
import { forbidden } from '../../../protocol/errors.ts';

const lines: string[] = [];
const log = {
  warn: (event: string) => void lines.push(event),
  error: (event: string) => void lines.push(event),
};
const codeOf = (error: unknown): string => toErrorBody(error, log, 'noun.verb').code;

test('what an action throws becomes one answer', () => {
  expect(codeOf(forbidden())).toBe('forbidden');
  expect(codeOf(new ConditionFailed())).toBe('conflict');
  expect(codeOf(new IdentityRefused('bad-token'))).toBe('unauthenticated');
  expect(codeOf(new IdentityRefused('rate-limited'))).toBe('rate_limited');
  expect(lines).toEqual([]);
});

test('throttling asks to come back, and when', () => {
  const answer = toErrorBody(new StoreUnavailable('throttled', 700), log, 'noun.verb');
  expect(answer).toMatchObject({ code: 'unavailable', retryAfterMs: 700 });
});

test('a surprise is told without what it says, and logged', () => {
  lines.length = 0;
  for (const surprise of [new TypeError('the secret text'), 'the secret text', undefined]) {
    const answer = toErrorBody(surprise, log, 'noun.verb');
    expect(answer.code).toBe('internal');
    expect(JSON.stringify(answer)).not.toContain('secret');
  }
  expect(lines).toHaveLength(3);
});
