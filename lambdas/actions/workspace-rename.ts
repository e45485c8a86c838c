import { forbidden } from '../../protocol/errors.ts';
import { tellPerson } from '../delivery/people.ts';
import { mayRename } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { renameWorkspace, toWorkspaceRow } from '../table/workspace.ts';
import { seenBy } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** The caller's other windows are told at once; everyone else learns the name from `sync.check`. */
export const workspaceRename = action('workspace.rename', {
  async allow(context, { workspaceId }) {
    const member = await seeWorkspace(context, workspaceId, context.caller.userId);
    if (!mayRename(member.role)) throw forbidden();
    return member;
  },
  async run(context, { workspaceId, name }, { role }) {
    const { store, caller } = context;
    const workspace = seenBy(toWorkspaceRow(await store.update(renameWorkspace(workspaceId, name))), role);
    context.after(() =>
      tellPerson(context, caller.userId, [{ type: 'workspace.changed', workspace }], { except: caller.connectionId }),
    );
    return { workspace };
  },
});
