/** Which route a message takes. */
import { asObject, asText, type Json } from '../template/json.ts';
import type { SocketApi } from '../template/model.ts';

/** The route key of a message. Its body is parsed only when it could name a route of its own. */
export function createSelector({ routes, selection }: SocketApi): (text: string) => string {
  const keys = routes.map(({ key }) => key).filter((key) => !key.startsWith('$'));
  const path = selection.replace(/^\$request\.body\./, '').split('.');
  return (text) => {
    if (!keys.some((key) => text.includes(key)) && !text.includes(String.raw`\u`)) return '$default';
    const value = textAtPath(text, path);
    return value !== undefined && keys.includes(value) ? value : '$default';
  };
}

/** The text at a path of a JSON body; undefined when there is none. */
function textAtPath(body: string, path: readonly string[]): string | undefined {
  let value: Json | undefined;
  try {
    const parsed: Json = JSON.parse(body);
    value = parsed;
  } catch {
    return undefined;
  }
  for (const name of path) value = asObject(value)[name];
  return asText(value);
}
