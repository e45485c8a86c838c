import type { Browser } from '../actions/action.ts';
import { SESSION_MS } from '../table/session.ts';
import { deviceName } from './device-name.ts';
import type { Headers } from './edge.ts';
import { viewerAddress } from './edge.ts';

/** The cookie's name: with the prefix, no other host or path can have set it (https://httpwg.org/specs/rfc6265bis). */
const cookieName = (secure: boolean): string => (secure ? '__Host-parley' : 'parley');

const SECRET = /^[A-Za-z0-9_-]{43}$/;

function sessionSecretOf(cookies: readonly string[], secure: boolean): string | null {
  const prefix = `${cookieName(secure)}=`;
  const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length) ?? '';
  return SECRET.test(value) ? value : null;
}

function sessionCookie(secret: string | null, secure: boolean): string {
  const age = secret === null ? 0 : SESSION_MS / 1000;
  const attributes = `Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return `${cookieName(secure)}=${secret ?? ''}; ${attributes}`;
}

export interface BrowserRequest {
  readonly headers: Headers;
  /** Cookies as `name=value`. */
  readonly cookies: readonly string[];
  readonly secure: boolean;
}

/** The browser behind a request; what it sets goes to `setCookie`. */
export function readBrowser(request: BrowserRequest, setCookie: (cookie: string) => void): Browser {
  const { headers, cookies, secure } = request;
  return {
    address: viewerAddress(headers),
    device: deviceName(headers['user-agent'] ?? ''),
    secure,
    sessionSecret: sessionSecretOf(cookies, secure),
    accessToken: /^Bearer ([\w.~+/=-]+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? null,
    setSession: (secret) => setCookie(sessionCookie(secret, secure)),
  };
}
