import { Problem } from '../../protocol/errors.ts';
import { userIdOf } from '../domain/ids.ts';
import { endEverySession } from '../flows/end-sessions.ts';
import { evenly } from '../flows/evenly.ts';
import { badCode, refusing } from '../flows/session-problems.ts';
import { countTry } from '../flows/tries.ts';
import { loadUser } from '../table/user.ts';
import { action } from './action.ts';

const tooWeak = (): Problem => new Problem('invalid', 'Choose a longer password.', { field: 'password' });

export const sessionResetPassword = action('session.resetPassword', {
  allow: (context, { email }) => countTry(context, 'reset', { address: context.browser.address, account: email }),
  run: (context, { email, code, password }) =>
    evenly(context, async () => {
      const { identity, store, browser } = context;
      await refusing(identity.resetPassword(email, code, password), {
        'bad-code': badCode,
        'expired-code': badCode,
        'bad-credentials': badCode,
        'not-confirmed': badCode,
        'rate-limited': badCode,
        'weak-password': tooWeak,
      });
      const account = await identity.find(email);
      const userId = account && userIdOf(account.sub);
      if (userId !== undefined && (await loadUser(store, userId))) await endEverySession(context, userId);
      browser.setSession(null);
      return {};
    }),
});
