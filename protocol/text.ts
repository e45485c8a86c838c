import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { wrongWithText } from './message-text.ts';
import { isPlain, isSeen } from './plain-line.ts';

/** One line that people read: trimmed, without what is not seen (see `plain-line.ts`). */
export const line = (what: string, max: number, min = 1) =>
  z.string().check(
    z.trim(),
    z.minLength(min, min > 0 ? `Enter ${what}.` : undefined),
    z.maxLength(max, `Shorten ${what} to ${max} characters.`),
    z.refine(isPlain, { error: `Remove invisible or control characters from ${what}.` }),
    z.refine((s) => min === 0 || isSeen(s), { error: `Enter ${what}.` }),
  );

/** Markdown text of a message, kept as it was typed. */
export const MessageText = z.string().check(
  z.minLength(1, 'Write something first.'),
  z.maxLength(
    LIMITS.messageCharacters,
    `A message has at most ${LIMITS.messageCharacters} characters. Send it in parts.`,
  ),
  z.refine((s) => wrongWithText(s) === null, {
    error: ({ input }) => (typeof input === 'string' ? wrongWithText(input) : null) ?? 'This is not a text.',
  }),
);

export const Email = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(LIMITS.emailCharacters, 'This address is too long.'),
    z.email('Enter an e-mail address like ada@example.org.'),
  );
export const Password = z
  .string()
  .check(
    z.minLength(LIMITS.passwordCharacters.min, `Use at least ${LIMITS.passwordCharacters.min} characters.`),
    z.maxLength(LIMITS.passwordCharacters.max, `Use at most ${LIMITS.passwordCharacters.max} characters.`),
  );
export const Code = z.string().check(z.trim(), z.regex(/^[0-9]{6}$/, 'Enter the six digits from the mail.'));
/** 32 random bytes in base64url. */
export const Secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not complete. Copy it again.'));
/** An IANA time zone that the runtime knows. */
export const TimeZone = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, { error: 'Choose a time zone from the list.' }));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
