import { userIdOf } from '../domain/ids.ts';
import { endBrowserSession } from '../flows/browser-session.ts';
import { ensureUser } from '../flows/ensure-user.ts';
import { badCredentials, refusing } from '../flows/session-problems.ts';
import { grantOf, startSession } from '../flows/start-session.ts';
import { countTry } from '../flows/tries.ts';
import { action } from './action.ts';

export const sessionLogIn = action('session.logIn', {
  allow: (context, { email }) => countTry(context, 'logIn', { address: context.browser.address, account: email }),
  async run(context, { email, password }) {
    const { identity, browser } = context;
    const { accessToken, refreshToken } = await refusing(identity.logIn(email, password), {
      'bad-credentials': badCredentials,
      'not-confirmed': badCredentials,
    });
    const claims = await identity.verify(accessToken);
    await ensureUser(context, userIdOf(claims.sub), email);
    const secret = await startSession(context, { claims, accessToken, refreshToken, device: browser.device });
    if (secret === undefined) throw badCredentials();
    const { sessionSecret: former } = browser;
    if (former !== null) context.after(() => endBrowserSession(context, former));
    browser.setSession(secret);
    return grantOf(claims, accessToken);
  },
});
