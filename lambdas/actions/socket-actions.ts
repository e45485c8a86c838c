import { presenceSet } from './presence-set.ts';
import { presenceWatch } from './presence-watch.ts';
import type { Registry } from './registry.ts';
import { sharedActions } from './shared-actions.ts';
import { socketHello } from './socket-hello.ts';
import { socketLook } from './socket-look.ts';
import { socketRenew } from './socket-renew.ts';

/** Every action that goes over the socket. */
export const socketActions: Registry<'socket'> = {
  ...sharedActions,
  'socket.hello': socketHello,
  'socket.renew': socketRenew,
  'socket.look': socketLook,
  'presence.watch': presenceWatch,
  'presence.set': presenceSet,
};
