import { Problem } from '../../protocol/errors.ts';
import type { Identity, Scope } from '../ports/index.ts';
import { isIdentityRefused } from '../ports/identity.ts';
import { isClaimed } from '../table/installation.ts';
import { isUsable } from './usable-invite.ts';

/**
 * Where sign-up is by invitation: an invite that still works, an operator's address, or being the first account of all.
 * The invite is used up only when it is accepted. @throws Problem forbidden
 */
export async function checkMaySignUp(scope: Scope, email: string, invite: string | undefined): Promise<void> {
  const { settings, store } = scope;
  if (settings.signUp === 'open' || settings.operators.includes(email)) return;
  if (invite !== undefined && (await isUsable(scope, invite))) return;
  if (settings.operators.length === 0 && !(await isClaimed(store))) return;
  throw new Problem('forbidden', 'You need an invitation to register here. Open the link that you were sent.', {
    reason: 'invite_needed',
  });
}

/**
 * Registers the address. One that was never confirmed is registered afresh, so that nobody can prepare an account with
 * a password of theirs for an address that is not theirs.
 * @returns the account's `sub`, empty when the address has a confirmed account.
 */
export async function signUp(identity: Identity, email: string, password: string): Promise<string> {
  const first = await unlessTaken(identity.signUp(email, password));
  if (first) return first.sub;
  const account = await identity.find(email);
  if (account?.confirmed) return '';
  if (account) await identity.remove(email);
  const second = await unlessTaken(identity.signUp(email, password));
  return second?.sub ?? '';
}

async function unlessTaken<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isIdentityRefused(error) && error.problem === 'account-exists') return undefined;
    throw error;
  }
}
