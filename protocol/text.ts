import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';

/** Control characters but tab and line feed; bidirectional overrides that could disguise a name. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/; // oxlint-disable-line no-control-regex -- it is what we look for
const OVERRIDE = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** One line that people read: trimmed, no control or direction-override characters. */
export const line = (what: string, max: number, min = 1) =>
  z.string().check(
    z.trim(),
    z.minLength(min, min > 0 ? `Enter ${what}.` : undefined),
    z.maxLength(max, `Shorten ${what} to ${max} characters.`),
    z.refine((s) => !CONTROL.test(s) && !OVERRIDE.test(s) && !LONE_SURROGATE.test(s) && !s.includes('\n'), {
      error: `Remove invisible or control characters from ${what}.`,
    }),
  );

const encoder = new TextEncoder();
/** Length of a text in bytes of UTF-8. */
export const utf8Length = (text: string): number =>
  text.length * 3 <= 1024 ? asciiOr(text) : encoder.encode(text).length;

function asciiOr(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return encoder.encode(text).length;
  return text.length;
}

/** Markdown text of a message, kept as it was typed. */
export const MessageText = z.string().check(
  z.minLength(1, 'Write something first.'),
  z.maxLength(
    LIMITS.messageCharacters,
    `A message has at most ${LIMITS.messageCharacters} characters. Send it in parts.`,
  ),
  z.refine((s) => /\S/u.test(s), { error: 'Write something first.' }),
  z.refine((s) => !LONE_SURROGATE.test(s), { error: 'This text is not valid Unicode. Paste it again.' }),
  z.refine((s) => !s.includes('\u0000'), { error: 'This text holds a NUL character. Remove it.' }),
  z.refine((s) => utf8Length(s) <= LIMITS.messageBytes, { error: 'This message is too large. Send it in parts.' }),
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
