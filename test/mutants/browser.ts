import type { Mutant } from './mutant.ts';

const CROSS_SITE = 'test/security/cross-site.test.ts';
const SIGNING_IN = 'test/integration/session/signing-in.test.ts';
const API = 'test/integration/api.test.ts';
const EDGE = 'test/unit/dispatch/edge.test.ts';
const COOKIE = 'in a cookie that scripts and other sites do not get';

/** What a browser is given, and what is believed of it: cookies, origins, bodies, caches, failures. */
export const BROWSER: readonly Mutant[] = [
  {
    id: 'cookie-crosses-sites',
    file: 'lambdas/dispatch/browser.ts',
    find: 'SameSite=Strict',
    replace: 'SameSite=None',
    breaks: 'another site’s page has the session sent along',
    caughtBy: { test: CROSS_SITE, name: 'a form can send nothing' },
  },
  {
    id: 'cookie-over-plain-http',
    file: 'lambdas/dispatch/browser.ts',
    find: "${secure ? '; Secure' : ''}",
    replace: '',
    breaks: 'the session goes over the network unencrypted',
    caughtBy: { test: SIGNING_IN, name: COOKIE },
  },
  {
    id: 'cookie-from-any-host',
    file: 'lambdas/dispatch/browser.ts',
    find: "'__Host-parley'",
    replace: "'parley'",
    breaks: 'another host of the same domain sets somebody’s session',
    caughtBy: { test: SIGNING_IN, name: COOKIE },
  },
  {
    id: 'cookie-told-to-scripts',
    file: 'lambdas/dispatch/browser.ts',
    find: 'HttpOnly; ',
    replace: '',
    breaks: 'a script of the page reads the session',
    caughtBy: { test: SIGNING_IN, name: COOKIE },
  },
  {
    id: 'refresh-token-unsealed',
    file: 'lambdas/flows/start-session.ts',
    find: 'sealed: seal(refreshToken, secret, random)',
    replace: 'sealed: refreshToken',
    breaks: 'whoever reads the table logs in as anybody',
    caughtBy: { test: 'test/integration/session/secrecy.test.ts', name: 'neither the store nor the log' },
  },
  {
    id: 'refresh-token-sealed-for-all',
    file: 'lambdas/domain/secrets.ts',
    find: "Buffer.from(secret, 'base64url'), '', PURPOSE",
    replace: "Buffer.from(secret.slice(99), 'base64url'), '', PURPOSE",
    breaks: 'one key opens every session that the table holds',
    caughtBy: { test: 'test/unit/ids-and-secrets.test.ts' },
  },
  {
    id: 'failures-told-as-they-are',
    file: 'lambdas/dispatch/error-body.ts',
    find: "'Something went wrong here. Try again; if it stays so, tell your operator.'",
    replace: 'String(error)',
    breaks: 'what a failure says, with whatever content it has, is told to the browser',
    caughtBy: { test: 'test/unit/dispatch/error-body.test.ts', name: 'without what it says' },
  },
  {
    id: 'unsent-counted-as-lost',
    file: 'lambdas/aws/store-errors.ts',
    find: "  if (UNCONNECTED.test(error.message)) return { kind: 'busy', why: error.name };\n",
    replace: '',
    breaks: 'many tries at once are told that the table is away, instead of that they are too many',
    caughtBy: { test: 'test/unit/aws-store-sockets.test.ts' },
  },
  {
    id: 'origin-of-another-host',
    file: 'lambdas/dispatch/edge.ts',
    find: '  if (url.host !== new URL(`${url.protocol}//${host}`).host) return null;\n',
    replace: '',
    breaks: 'any page counts as one of ours',
    caughtBy: { test: CROSS_SITE, name: 'evil' },
  },
  {
    id: 'origin-over-plain-http',
    file: 'lambdas/dispatch/edge.ts',
    find: "url.protocol === 'http:' && isOnThisMachine(url.hostname)",
    replace: "url.protocol === 'http:' && url.hostname !== ''",
    breaks: 'a page that somebody on the way has made counts as one of ours',
    caughtBy: { test: EDGE, name: 'plain http' },
  },
  {
    id: 'origin-with-a-name-before-it',
    file: 'lambdas/dispatch/edge.ts',
    find: 'if (url.origin !== origin || !URL.canParse',
    replace: 'if (!URL.canParse',
    breaks: 'what is no origin, but reads like ours, counts as ours',
    caughtBy: { test: CROSS_SITE, name: 'user@' },
  },
  {
    id: 'bodies-without-end',
    file: 'lambdas/dispatch/http.ts',
    find: '  if (bytes > LIMITS.httpBodyBytes) throw tooLarge();\n',
    replace: '',
    breaks: 'what is too large in bytes, though not in letters, is read whole',
    caughtBy: { test: API, name: 'huge JSON in long characters' },
  },
  {
    id: 'large-bodies-decoded',
    file: 'lambdas/dispatch/http.ts',
    find: '  if (body.length > LIMITS.httpBodyBytes * (event.isBase64Encoded ? 1.4 : 1)) throw tooLarge();\n',
    replace: '',
    breaks: 'what is much too large is decoded and looked into before it is refused',
    caughtBy: { test: API, name: 'is not looked into' },
  },
  {
    id: 'answers-kept-by-caches',
    file: 'lambdas/dispatch/http.ts',
    find: "'cache-control': 'no-store' }",
    replace: "'cache-control': 'max-age=60' }",
    breaks: 'a cache keeps an access token, or somebody’s messages',
    caughtBy: { test: API, name: 'no cache keeps an answer' },
  },
];
