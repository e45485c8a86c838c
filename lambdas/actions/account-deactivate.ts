import { Problem } from '../../protocol/errors.ts';
import { subOf } from '../domain/ids.ts';
import { endAllAndSockets } from '../flows/end-sessions.ts';
import { operate } from '../flows/operate.ts';
import { ACTIVE, checkUser, updateUser } from '../table/user.ts';
import { action } from './action.ts';

const oneself = (): Problem =>
  new Problem('conflict', 'You cannot deactivate yourself. Ask another operator.', { reason: 'self' });

/**
 * Nobody deactivates themselves, and the caller is an active operator in the deciding transaction: so there is always
 * one left, also when two deactivate each other.
 */
export const accountDeactivate = action('account.deactivate', {
  async allow(context, { userId }) {
    await operate(context, context.caller.userId, userId);
    if (userId === context.caller.userId) throw oneself();
  },
  async run(context, { userId }) {
    const { store, identity, clock, caller } = context;
    const now = clock.now();
    await store.write([
      updateUser(userId, { set: { deactivated: true, notBefore: now, sessionsFrom: now } }),
      checkUser(caller.userId, { all: [ACTIVE, { eq: ['operator', true] }] }),
    ]);
    const sub = subOf(userId);
    await Promise.all([
      endAllAndSockets(context, userId),
      identity.setEnabled(sub, false),
      identity.signOutEverywhere(sub),
    ]);
    return {};
  },
});
