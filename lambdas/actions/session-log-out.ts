import { endBrowserSession } from '../flows/browser-session.ts';
import { action } from './action.ts';

/** Without a session there is nothing to end, and the browser is logged out all the same. */
export const sessionLogOut = action('session.logOut', {
  allow: async ({ browser }) => browser.sessionSecret,
  async run(context, _input, secret) {
    context.browser.setSession(null);
    if (secret !== null) await endBrowserSession(context, secret);
    return {};
  },
});
