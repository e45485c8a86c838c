import type { ErrorBody } from '../../../protocol/errors.ts';
import { Problem } from '../../../protocol/problem.ts';
import { inLanguage } from '../i18n/sentence.ts';
import { t } from '../i18n/t.ts';

/** What a failed call tells the person. */
export const errorBodyOf = (cause: unknown): ErrorBody =>
  cause instanceof Problem
    ? cause.body()
    : { code: 'internal', message: t('Something went wrong in this window. Reload it and try again.') };

/** A refusal in the chosen language, with the time to wait in words. */
export function sentenceOf(error: ErrorBody): string {
  if (error.code !== 'rate_limited' || error.retryAfterMs === undefined) return inLanguage(error.message);
  const seconds = Math.ceil(error.retryAfterMs / 1000);
  return seconds < 90
    ? t('That was too often. Try again in {seconds} s.', { seconds })
    : t('That was too often. Try again in {minutes} minutes.', { minutes: Math.ceil(seconds / 60) });
}
