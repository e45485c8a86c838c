/** Addresses of the screens. */
export const paths = {
  home: '/',
  logIn: '/log-in',
  signUp: '/sign-up',
  confirm: '/confirm',
  forgot: '/forgot-password',
  reset: '/reset-password',
  newWorkspace: '/new-workspace',
  settings: (section = 'profile') => `/settings/${section}`,
  invite: (secret: string) => `/invite/${secret}`,
  workspace: (workspaceId: string) => `/w/${workspaceId}`,
  channel: (workspaceId: string, channelId: string) => `/w/${workspaceId}/c/${channelId}`,
  message: (workspaceId: string, channelId: string, seq: number) => `/w/${workspaceId}/c/${channelId}/m/${seq}`,
} as const;

/** Everything inside a workspace, so that its frame stays while conversations change. */
export const WORKSPACE_ROUTE = /^\/w\/(?<workspaceId>[^/]+)(?:\/c\/(?<channelId>[^/]+)(?:\/m\/(?<seq>\d+))?)?\/?$/;

/** An address that leads back to `next` afterwards. */
export const withNext = (path: string, next: string | null): string =>
  next === null ? path : `${path}?next=${encodeURIComponent(next)}`;

/** A `next` from the address, if it stays on this site. Browsers drop tabs and line ends, so `/\t/host` would not. */
export function safeNext(next: string | null): string | null {
  return next !== null && /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(next) ? next : null;
}

/** The secret of the invite that `next` leads to. */
export const inviteIn = (next: string | null): string | null =>
  next?.match(/^\/invite\/(?<secret>[A-Za-z0-9_-]{43})$/)?.groups?.['secret'] ?? null;

/** The whole link to a screen, for copying. */
export const linkTo = (path: string): string => new URL(path, window.location.origin).href;
