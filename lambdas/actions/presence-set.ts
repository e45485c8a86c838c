import { tellPresence } from '../delivery/presence.ts';
import { action } from './action.ts';
import { touch } from './on-socket.ts';

export const presenceSet = action('presence.set', {
  allow: (context, { visible }) => touch(context, visible),

  async run(context) {
    context.after(() => tellPresence(context, context.caller.userId));
    return {};
  },
});
