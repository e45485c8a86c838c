import { Problem } from '../../protocol/errors.ts';
import { endSessionsOf } from '../flows/end-sessions.ts';
import { loggedOut, refusing } from '../flows/session-problems.ts';
import { countTry } from '../flows/tries.ts';
import { updateUser } from '../table/user.ts';
import { action } from './action.ts';

const wrong = (): Problem =>
  new Problem('invalid', 'This is not your password. Check it, or reset it by mail.', {
    field: 'current',
    reason: 'bad_credentials',
  });
const tooWeak = (): Problem => new Problem('invalid', 'Choose a longer password.', { field: 'next' });

export const sessionChangePassword = action('session.changePassword', {
  async allow(context) {
    const { caller, browser } = context;
    if (!browser || browser.accessToken === null) throw loggedOut();
    await countTry(context, 'change', { address: browser.address, account: caller.userId });
    return browser.accessToken;
  },
  async run(context, { current, next }, accessToken) {
    const { identity, store, clock, caller } = context;
    const { userId, sessionId } = caller;
    await refusing(identity.changePassword(accessToken, current, next), {
      'bad-credentials': wrong,
      'weak-password': tooWeak,
    });
    // Log-ins that are under way with the old password may not make a session any more.
    await store.update(updateUser(userId, { set: { sessionsFrom: clock.now() } }));
    await endSessionsOf(context, userId, (device) => device.sessionId !== sessionId);
    return {};
  },
});
