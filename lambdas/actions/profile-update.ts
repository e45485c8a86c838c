import { forbidden } from '../../protocol/errors.ts';
import type { Me } from '../../protocol/profile.ts';
import { tellPerson } from '../delivery/people.ts';
import { tellWatchers } from '../delivery/watchers.ts';
import type { Scope } from '../ports/index.ts';
import { isConditionFailed } from '../table/store.ts';
import { loadUser, toMe, toProfileOf, updateUser } from '../table/user.ts';
import { membershipRowsOf, updateMemberProfile } from '../table/workspace-member.ts';
import type { Context } from './action.ts';
import { action } from './action.ts';

export const profileUpdate = action('profile.update', {
  async allow({ store, caller }) {
    const user = await loadUser(store, caller.userId);
    if (!user) throw forbidden();
  },
  async run(context, { displayName, title, timeZone }) {
    const { store, caller } = context;
    const set = {
      ...(displayName === undefined ? {} : { displayName }),
      ...(title === undefined ? {} : { title }),
      ...(timeZone === undefined ? {} : { timeZone }),
    };
    const me = toMe(await store.update(updateUser(caller.userId, { set: { userId: caller.userId, ...set } })));
    await copyToWorkspaces(context, me);
    context.after(() => tell(context, me));
    return { me };
  },
});

/** Every workspace keeps its own copy, by which its directory is sorted. */
async function copyToWorkspaces({ store }: Scope, me: Me): Promise<void> {
  const rows = await membershipRowsOf(store, me.userId);
  await Promise.all(
    rows.map(async ({ workspaceId }) => {
      try {
        await store.write([updateMemberProfile(workspaceId, toProfileOf(me))]);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    }),
  );
}

async function tell(context: Context, me: Me): Promise<void> {
  await Promise.all([
    tellPerson(context, me.userId, [{ type: 'me.changed', me }], { except: context.caller.connectionId }),
    tellWatchers(context, me.userId, { type: 'profile.changed', profile: toProfileOf(me) }),
  ]);
}
