import { endEverySession } from '../flows/end-sessions.ts';
import { action } from './action.ts';

export const sessionLogOutEverywhere = action('session.logOutEverywhere', {
  allow: async ({ caller }) => caller.userId,
  async run(context, _input, userId) {
    context.browser?.setSession(null);
    await endEverySession(context, userId);
    return {};
  },
});
