import { Problem } from '../../protocol/errors.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { membersPage } from '../table/member-page.ts';
import { keys } from '../table/schema.ts';
import { isDeactivated } from '../table/user.ts';
import { toMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

export const memberList = action('member.list', {
  allow: (context, { workspaceId }) => seeWorkspace(context, workspaceId, context.caller.userId),
  async run({ store }, { workspaceId, text = '', from }) {
    const page = await membersPage(store, workspaceId, text, from);
    if (!page) throw new Problem('invalid', 'This list has changed. Start it again.', { field: 'from' });
    const users = page.rows.length > 0 ? await store.getMany(page.rows.map(({ userId }) => keys.user(userId))) : [];
    const members = page.rows.map((row, index) => toMember(row, isDeactivated(users[index])));
    return page.next === undefined ? { members } : { members, next: page.next };
  },
});
