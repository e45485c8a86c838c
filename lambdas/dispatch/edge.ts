/** What is believed of a request: only what our own edge says. */
import { sameText } from '../domain/secrets.ts';

/** One value per lower-case name; a header that came several times is their list joined by commas. */
export type Headers = Readonly<Record<string, string>>;

/** Header names in lower case; several values of one header are joined, so that none can hide behind another. */
export function toHeaders(
  single: Readonly<Record<string, string | undefined>> | null | undefined,
  multiple?: Readonly<Record<string, readonly string[] | undefined>> | null,
): Headers {
  const values = Object.entries(single ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? ''] as const);
  const lists = Object.entries(multiple ?? {}).map(
    ([name, all]) => [name.toLowerCase(), (all ?? []).join(',')] as const,
  );
  return Object.fromEntries([...values, ...lists]);
}

/** Whether the request came through our edge; the API's own address is no way in. */
export const cameByEdge = (headers: Headers, originSecret: string): boolean =>
  sameText(headers['x-parley-origin'] ?? '', originSecret);

/** The origin of the page that asked when it is our own; null for a missing, foreign or malformed one. */
export function ownOrigin(headers: Headers): URL | null {
  const { origin, 'x-parley-host': host } = headers;
  if (!origin || !host || !URL.canParse(origin)) return null;
  const url = new URL(origin);
  if (url.origin !== origin || !URL.canParse(`${url.protocol}//${host}`)) return null;
  if (url.host !== new URL(`${url.protocol}//${host}`).host) return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOnThisMachine(url.hostname)) ? url : null;
}

/** Plain http is for a runtime on one's own machine or network: the edge in AWS has a name and serves https only. */
const isOnThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);

/** The viewer's network address without its port; of IPv6 the /64, which one person has whole. */
export function viewerAddress(headers: Headers): string {
  const withPort = headers['cloudfront-viewer-address'] ?? '';
  const address = withPort.slice(0, Math.max(0, withPort.lastIndexOf(':'))).replaceAll(/[[\]]/g, '');
  return address.includes(':') ? networkOf(address) : address || 'unknown';
}

const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = groups(head);
  const missing = tail === undefined ? 0 : 8 - before.length - groups(tail).length;
  const all = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
