import { LIMITS } from '../../protocol/limits.ts';
import { Problem } from '../../protocol/errors.ts';

/** UTF-16 codes of the characters that matter here: this loop sees every frame, and looking up texts would cost it more than parsing. */
const CODE = { quote: 0x22, backslash: 0x5c, openList: 0x5b, closeList: 0x5d, openMap: 0x7b, closeMap: 0x7d } as const;

/** Whether objects and arrays nest deeper than `limit`; brackets inside strings do not count. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (quoted) {
      if (code === CODE.backslash) at++;
      else if (code === CODE.quote) quoted = false;
    } else if (code === CODE.quote) quoted = true;
    else if (code === CODE.openMap || code === CODE.openList) {
      if (++depth > limit) return true;
    } else if (code === CODE.closeMap || code === CODE.closeList) depth--;
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
