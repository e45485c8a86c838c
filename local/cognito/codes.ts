/** Six-digit codes by mail: they expire, and neither sending nor guessing them is unlimited. */
import { timingSafeEqual } from 'node:crypto';
import type { Random } from '../../lambdas/ports/index.ts';
import type { Changes, Condition, Item } from '../../lambdas/table/store.ts';
import { isConditionFailed } from '../../lambdas/table/store.ts';
import type { StoredAccount } from './accounts.ts';
import { accountUpdate } from './accounts.ts';
import type { PoolContext } from './context.ts';
import { expiredCode, limitExceeded, wrongCode } from './errors.ts';
import { keys } from './keys.ts';
import { numberOf, textOf } from './fields.ts';

export type Purpose = 'confirm' | 'reset';

const HOUR = 3_600_000;
/** Mails a new code, which replaces the one before. @throws CognitoError LimitExceededException */
export async function sendCode(pool: PoolContext, account: StoredAccount, purpose: Purpose): Promise<void> {
  const { store, clock, settings, random, inbox } = pool;
  const hour = Math.floor(clock.now() / HOUR);
  const ttl = ((hour + 2) * HOUR) / 1000;
  const sent = await store.update({
    update: keys.codesSent(account.sub, hour),
    changes: { add: { count: 1 }, set: { ttl } },
  });
  if (numberOf(sent, 'count') > settings.codesPerHour) throw limitExceeded();
  const code = sixDigits(random);
  const expires = clock.now() + (purpose === 'confirm' ? settings.confirmCodeMs : settings.resetCodeMs);
  const set = { [`${purpose}Code`]: code, [`${purpose}Expires`]: expires, [`${purpose}Attempts`]: 0 };
  try {
    await store.update(accountUpdate(account.sub, { set }));
  } catch (error) {
    // Removed meanwhile: there is nobody to confirm.
    if (isConditionFailed(error)) return;
    throw error;
  }
  const { subject, text } = settings.mail;
  await inbox.send({ to: account.email, subject, text: text.replaceAll('{####}', code), code });
}

/**
 * Uses a code up and applies `changes` to the account in the same write. The try is counted before it is judged, so
 * parallel tries do not beat the limit.
 * @throws CognitoError CodeMismatchException, ExpiredCodeException, LimitExceededException
 */
export async function useCode(
  pool: PoolContext,
  account: StoredAccount,
  purpose: Purpose,
  code: string,
  changes: Changes,
): Promise<void> {
  const attempts = `${purpose}Attempts`;
  const open: Condition = { exists: `${purpose}Code` };
  const tried = await orExpired(pool.store.update(accountUpdate(account.sub, { add: { [attempts]: 1 } }, open)));
  if (numberOf(tried, `${purpose}Expires`) <= pool.clock.now()) throw expiredCode();
  if (numberOf(tried, attempts) > pool.settings.codeAttempts) throw limitExceeded();
  const expected = textOf(tried, `${purpose}Code`);
  if (!equal(code, expected)) throw wrongCode();
  const remove = [`${purpose}Code`, `${purpose}Expires`, attempts];
  const used = accountUpdate(account.sub, { ...changes, remove }, { eq: [`${purpose}Code`, expected] });
  await orExpired(pool.store.update(used));
}

async function orExpired(update: Promise<Item>): Promise<Item> {
  try {
    return await update;
  } catch (error) {
    throw isConditionFailed(error) ? expiredCode() : error;
  }
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 000000–999999, each as likely: numbers past the last whole million are drawn again. */
function sixDigits(random: Random): string {
  const limit = 2 ** 32 - (2 ** 32 % 1_000_000);
  let drawn: number;
  do drawn = Buffer.from(random.bytes(4)).readUInt32BE();
  while (drawn >= limit);
  return String(drawn % 1_000_000).padStart(6, '0');
}
