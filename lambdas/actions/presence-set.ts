import { tellPresenceChange } from '../delivery/presence.ts';
import { action } from './action.ts';
import { touch } from './on-socket.ts';

export const presenceSet = action('presence.set', {
  allow: (context, { visible }) => touch(context, visible),

  async run(context, { visible }, { userId, connectionId }) {
    context.after(() =>
      tellPresenceChange(context, userId, (connections) =>
        connections.map((each) => (each.connectionId === connectionId ? { ...each, visible: !visible } : each)),
      ),
    );
    return {};
  },
});
