import { LIMITS } from '../../protocol/limits.ts';
import { Problem } from '../../protocol/errors.ts';

const OPEN = new Set(['{', '[']);
const CLOSE = new Set(['}', ']']);

/** Whether objects and arrays nest deeper than `limit`; brackets inside strings do not count. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const character = json.charAt(at);
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (OPEN.has(character)) {
      if (++depth > limit) return true;
    } else if (CLOSE.has(character)) depth--;
  }
  return false;
}

/** Parses a text that came from outside. @throws Problem invalid */
export function parseJson(json: string): unknown {
  if (isDeeperThan(json, LIMITS.jsonDepth)) {
    throw new Problem('invalid', `This JSON nests deeper than ${LIMITS.jsonDepth} levels. Send a flatter one.`);
  }
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    throw new Problem('invalid', 'This is not valid JSON. Check its commas, quotes and brackets.');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of a base64 body. @throws Problem invalid when it is not UTF-8 */
export function decodeBody(base64: string): string {
  try {
    return decoder.decode(Buffer.from(base64, 'base64'));
  } catch {
    throw notUtf8();
  }
}

export const notUtf8 = (): Problem => new Problem('invalid', 'This is not valid UTF-8. Encode the text again.');
