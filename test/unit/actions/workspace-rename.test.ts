import { expect, it } from 'vitest';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { workspaceRename } from '../../../lambdas/actions/workspace-rename.ts';
import { startMembership } from '../../../lambdas/flows/start-membership.ts';
import { hello } from '../../support/calls.ts';
import { World } from '../../support/world.ts';

it('everyone who is connected learns the new name of their workspace, with their own role', async () => {
  const world = new World();
  const { owner, generalId } = await world.found();
  const [ada, ben] = [await world.person('admin'), await world.person()];
  const scope = world.scope();
  const people = [ada.userId, ben.userId];
  await startMembership(scope, await world.head(generalId), people, 'added', owner.userId);
  await scope.settle();
  const sockets = [
    await hello(world, owner),
    await hello(world, owner),
    await hello(world, ada),
    await hello(world, ben),
  ] as const;
  const { workspaceId } = world;
  await world.call('member.remove', memberRemove, owner, { workspaceId, userId: ben.userId });
  for (const socket of sockets) world.events(socket);
  await world.call('workspace.rename', workspaceRename, sockets[0], { workspaceId, name: 'Renamed' });
  const told = sockets.map((socket) =>
    world.events(socket).map((event) => (event.type === 'workspace.changed' ? event.workspace : event.type)),
  );
  const named = { workspaceId, name: 'Renamed', generalChannelId: generalId };
  expect(told).toEqual([[], [{ ...named, role: 'owner' }], [{ ...named, role: 'admin' }], []]);
});
