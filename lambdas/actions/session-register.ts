import { userIdOf } from '../domain/ids.ts';
import { hashOf, newSecret } from '../domain/secrets.ts';
import { evenly } from '../flows/evenly.ts';
import { checkMaySignUp, signUp } from '../flows/sign-up.ts';
import { countTry } from '../flows/tries.ts';
import { putRegistration } from '../table/registration.ts';
import { putIntroduction } from '../table/user.ts';
import { action } from './action.ts';

/** The answer is the same for an address that has an account: a registration that no code confirms. */
export const sessionRegister = action('session.register', {
  async allow(context, { email, invite }) {
    await countTry(context, 'register', { address: context.browser.address, account: email });
    await checkMaySignUp(context, email, invite);
  },
  run: (context, { email, password, displayName, timeZone = 'UTC' }) =>
    evenly(context, async () => {
      const { identity, store, random, now } = context;
      const sub = await signUp(identity, email, password);
      const registration = newSecret(random);
      const known = putRegistration(hashOf(registration), { email, sub, confirmed: false }, now);
      const introduced = sub === '' ? [] : [putIntroduction(userIdOf(sub), { displayName, timeZone }, now)];
      await store.write([known, ...introduced]);
      return { registration };
    }),
});
