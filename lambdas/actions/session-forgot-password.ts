import { evenly } from '../flows/evenly.ts';
import { countTry } from '../flows/tries.ts';
import { isIdentityRefused } from '../ports/identity.ts';
import { action } from './action.ts';

/** Silent: whether there is such an account, and whether it had too many mails, is for its owner only. */
export const sessionForgotPassword = action('session.forgotPassword', {
  allow: (context, { email }) => countTry(context, 'forgot', { address: context.browser.address, account: email }),
  run: (context, { email }) =>
    evenly(context, async () => {
      try {
        await context.identity.forgotPassword(email);
      } catch (error) {
        if (!isIdentityRefused(error) || error.problem === 'unavailable') throw error;
      }
      return {};
    }),
});
