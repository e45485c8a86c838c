import { forbidden } from '../../protocol/errors.ts';
import { tellPerson } from '../delivery/people.ts';
import { mayRename } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { tellWorkspace } from '../flows/tell-workspace.ts';
import { renameWorkspace, toWorkspaceRow } from '../table/workspace.ts';
import { seenBy } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** Who is connected is told at once; in a large workspace the caller's own windows only, the others by `sync.check`. */
export const workspaceRename = action('workspace.rename', {
  async allow(context, { workspaceId }) {
    const member = await seeWorkspace(context, workspaceId, context.caller.userId);
    if (!mayRename(member.role)) throw forbidden();
    return member;
  },
  async run(context, { workspaceId, name }, { role }) {
    const { store, caller } = context;
    const row = toWorkspaceRow(await store.update(renameWorkspace(workspaceId, name)));
    const workspace = seenBy(row, role);
    const except = caller.connectionId;
    context.after(async () => {
      if (await tellWorkspace(context, row, except)) return;
      await tellPerson(context, caller.userId, [{ type: 'workspace.changed', workspace }], { except });
    });
    return { workspace };
  },
});
