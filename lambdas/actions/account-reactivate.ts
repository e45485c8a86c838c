import { subOf } from '../domain/ids.ts';
import { operate } from '../flows/operate.ts';
import { ACTIVE, checkUser, updateUser } from '../table/user.ts';
import { action } from './action.ts';

export const accountReactivate = action('account.reactivate', {
  allow: (context, { userId }) => operate(context, context.caller.userId, userId),
  async run({ store, identity, caller }, { userId }) {
    await identity.setEnabled(subOf(userId), true);
    if (userId === caller.userId) return {};
    await store.write([
      updateUser(userId, { set: { deactivated: false } }),
      checkUser(caller.userId, { all: [ACTIVE, { eq: ['operator', true] }] }),
    ]);
    return {};
  },
});
