import { action } from './action.ts';
import { turn } from './on-socket.ts';

export const presenceSet = action('presence.set', {
  allow: (context, { visible }) => turn(context, visible),
  run: () => Promise.resolve({}),
});
