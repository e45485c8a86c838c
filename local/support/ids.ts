/** Request ids and times in the shapes of API Gateway, cheap enough for every message. */
import { randomBytes } from 'node:crypto';

const PREFIX = randomBytes(6).toString('base64url');
let count = 0;

/** Unique in this installation; looks like API Gateway's extended request ids. */
export const requestId = (): string => `${PREFIX}${(count += 1).toString(36).padStart(7, '0')}=`;

const ID_BYTES = 11;
/** Random bytes for the next ids: asking for a few each time would cost ten times as much. */
let random = Buffer.alloc(0);
let used = 0;

/** 15 characters of URL-safe base64 and `=`, so that callers have to encode it in paths. */
export function connectionId(): string {
  if (used === random.length) {
    random = randomBytes(ID_BYTES * 64);
    used = 0;
  }
  used += ID_BYTES;
  return `${random.toString('base64url', used - ID_BYTES, used)}=`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');
let second = 0;
let text = '';

/** `21/Nov/2026:09:07:00 +0000`. */
export function requestTime(now: number): string {
  const current = Math.floor(now / 1000);
  if (current !== second) {
    const date = new Date(now);
    second = current;
    text =
      `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:` +
      `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
  }
  return text;
}
