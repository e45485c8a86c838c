/** Which way an action goes, without the schemas: the browser's first screen loads this instead of the contracts. */
import type { ActionName, CONTRACTS } from './contracts.ts';

type Contracts = typeof CONTRACTS;
type Named<Condition> = { [A in ActionName]: Contracts[A] extends Condition ? A : never }[ActionName];
type Carried<By extends string> = {
  [A in ActionName]: By extends Contracts[A]['transports'][number] ? A : never;
}[ActionName];

/** Actions that need no access token. */
const OPEN = {
  'session.register': true,
  'session.resendCode': true,
  'session.confirm': true,
  'session.logIn': true,
  'session.forgotPassword': true,
  'session.resetPassword': true,
  'session.refresh': true,
  'session.logOut': true,
  'invite.preview': true,
  'client.report': true,
} satisfies Record<Named<{ readonly access: 'public' | 'cookie' }>, true>;

/** Actions that the socket carries; `false` for those that HTTP does not. */
const ON_SOCKET = {
  'socket.hello': false,
  'socket.renew': false,
  'socket.look': false,
  'presence.watch': false,
  'presence.set': false,
  'message.send': true,
  'message.edit': true,
  'message.delete': true,
  'message.list': true,
  'readMarker.move': true,
  'readMarker.count': true,
  'sync.start': true,
  'sync.check': true,
  'sync.changes': true,
} satisfies { [A in Carried<'socket'>]: A extends Carried<'http'> ? true : false };

export const needsToken = (action: ActionName): boolean => !Object.hasOwn(OPEN, action);
export const bySocket = (action: ActionName): boolean => Object.hasOwn(ON_SOCKET, action);
const ALSO_HTTP: { readonly [A in ActionName]?: boolean } = ON_SOCKET;
export const byHttp = (action: ActionName): boolean => ALSO_HTTP[action] !== false;
