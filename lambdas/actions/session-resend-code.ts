import { hashOf } from '../domain/secrets.ts';
import { evenly } from '../flows/evenly.ts';
import { loadRegistrationOf } from '../flows/registration.ts';
import { countTry } from '../flows/tries.ts';
import { action } from './action.ts';

export const sessionResendCode = action('session.resendCode', {
  async allow(context, { registration }) {
    await countTry(context, 'resend', { address: context.browser.address });
    const known = await loadRegistrationOf(context, hashOf(registration));
    await countTry(context, 'resend', { account: known.email });
    return known;
  },
  run: (context, _input, { email, sub, confirmed }) =>
    evenly(context, async () => {
      const { identity } = context;
      const account = sub === '' || confirmed ? undefined : await identity.find(email);
      if (account?.sub === sub && !account.confirmed) await identity.resendCode(email);
      return {};
    }),
});
