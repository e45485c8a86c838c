import { forbidden, Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { startDirect } from '../flows/start-direct.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

export const directStart = action('direct.start', {
  async allow({ store, caller }, { workspaceId, userIds }) {
    const people = [...new Set([caller.userId, ...userIds])].toSorted();
    if (people.length > LIMITS.groupPeople) {
      throw new Problem('invalid', `A group has at most ${LIMITS.groupPeople} people. Make a channel for more.`, {
        field: 'userIds',
      });
    }
    const rows = await Promise.all(people.map((userId) => loadWorkspaceMember(store, workspaceId, userId)));
    if (rows.includes(undefined)) throw forbidden();
    return people;
  },

  async run(context, { workspaceId }, people) {
    const { userId, connectionId } = context.caller;
    return { own: await startDirect(context, { workspaceId, people, by: userId, origin: connectionId }) };
  },
});
