import { hashOf } from '../domain/secrets.ts';
import { evenly } from '../flows/evenly.ts';
import { loadRegistrationOf } from '../flows/registration.ts';
import { badCode, refusing } from '../flows/session-problems.ts';
import { countTry } from '../flows/tries.ts';
import type { Identity } from '../ports/index.ts';
import type { Registration } from '../table/registration.ts';
import { markConfirmed } from '../table/registration.ts';
import { action } from './action.ts';

/** Only the browser whose sign-up is the latest of its address confirms it, so a code cannot serve another's password. */
export const sessionConfirm = action('session.confirm', {
  async allow(context, { registration }) {
    await countTry(context, 'confirm', { address: context.browser.address });
    const known = await loadRegistrationOf(context, hashOf(registration));
    await countTry(context, 'confirm', { account: known.email });
    return known;
  },
  run: (context, { registration, code }, known) =>
    evenly(context, async () => {
      if (known.confirmed) return {};
      await confirm(context.identity, known, code);
      await context.store.write([markConfirmed(hashOf(registration))]);
      return {};
    }),
});

async function confirm(identity: Identity, { email, sub }: Registration, code: string): Promise<void> {
  const account = sub === '' ? undefined : await identity.find(email);
  if (!account || account.sub !== sub) throw badCode();
  if (account.confirmed) return;
  await refusing(identity.confirm(email, code), { 'bad-code': badCode, 'expired-code': badCode });
}
