import type { ActionName, CONTRACTS, Output, Parsed } from '../../protocol/contracts.ts';
import type { Scope } from '../ports/index.ts';

/** The person who calls, as the verified access token or the socket's authorizer says. */
export interface Caller {
  readonly userId: string;
  /** `origin_jti` of the token: names the session (device). */
  readonly sessionId: string;
  /** When the token ends, milliseconds UTC. */
  readonly expiresAt: number;
  /** The socket that the frame came from; null over HTTP. */
  readonly connectionId: string | null;
}

/** The browser behind an HTTP call. */
export interface Browser {
  /** Network address as the edge saw it; what rate limits count by. */
  readonly address: string;
  /** What the browser calls itself, shortened: shown in the list of devices. */
  readonly device: string;
  /** True when the page was loaded over https: decides the cookie's name and attributes. */
  readonly secure: boolean;
  /** The session cookie's value, if one came. */
  readonly sessionSecret: string | null;
  /** The bearer token that came, already verified where `Context` has a caller. */
  readonly accessToken: string | null;
  /** Sets the session cookie, or clears it with null. */
  setSession(secret: string | null): void;
}

/** What a public action and one that rests on the cookie see. */
export interface BrowserContext extends Scope {
  readonly browser: Browser;
}

/** What an action of a logged-in person sees; `browser` is null over the socket. */
export interface Context extends Scope {
  readonly caller: Caller;
  readonly browser: Browser | null;
}

type ContextOf<A extends ActionName> = (typeof CONTRACTS)[A]['access'] extends 'token' ? Context : BrowserContext;

/** One action: `allow` loads what the permission rests on, or throws; `run` gets what it loaded. */
export interface Action<A extends ActionName, Loaded> {
  allow(context: ContextOf<A>, input: Parsed<A>): Promise<Loaded>;
  run(context: ContextOf<A>, input: Parsed<A>, loaded: Loaded): Promise<Output<A>>;
  /** Takes back what `allow` wrote, when the caller turned out to be logged out meanwhile: instead of `run`. */
  takeBack?(context: ContextOf<A>, input: Parsed<A>, loaded: Loaded): Promise<void>;
}

/** Types an action's file against its contract: `export const messageSend = action('message.send', { allow, run })`. */
export const action = <A extends ActionName, Loaded>(_name: A, parts: Action<A, Loaded>): Action<A, Loaded> => parts;
