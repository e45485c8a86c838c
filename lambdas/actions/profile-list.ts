import { seeWorkspace } from '../flows/see-workspace.ts';
import { keys } from '../table/schema.ts';
import { toProfile } from '../table/user.ts';
import { action } from './action.ts';

/** The rows of who has gone stay, so what they wrote keeps its name. */
export const profileList = action('profile.list', {
  allow: (context, { workspaceId }) => seeWorkspace(context, workspaceId, context.caller.userId),
  async run({ store }, { workspaceId, userIds }) {
    const wanted = [...new Set(userIds)].map((userId) => keys.workspaceMember(workspaceId, userId));
    const rows = await store.getMany(wanted);
    return { profiles: rows.flatMap((row) => (row ? [toProfile(row)] : [])) };
  },
});
