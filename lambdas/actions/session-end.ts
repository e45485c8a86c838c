import { endSessionsOf } from '../flows/end-sessions.ts';
import { action } from './action.ts';

/** Only one's own devices are looked at; one that has ended stays ended. */
export const sessionEnd = action('session.end', {
  allow: async ({ caller }) => caller,
  async run(context, { sessionId }, caller) {
    if (sessionId === caller.sessionId) context.browser?.setSession(null);
    await endSessionsOf(context, caller.userId, (device) => device.sessionId === sessionId);
    return {};
  },
});
