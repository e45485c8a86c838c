import { expect, it } from 'vitest';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { socketHello } from '../../../lambdas/actions/socket-hello.ts';
import { workspaceRename } from '../../../lambdas/actions/workspace-rename.ts';
import { startMembership } from '../../../lambdas/flows/start-membership.ts';
import { type Person, World } from '../../support/world.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';

it('everyone who is connected learns the new name of their workspace, with their own role', async () => {
  const world = new World();
  const { owner, generalId } = await world.found();
  const [ada, ben] = [await world.person('admin'), await world.person()];
  const scope = world.scope();
  const people = [ada.userId, ben.userId];
  await startMembership(scope, await world.head(generalId), people, 'added', owner.userId);
  await scope.settle();
  const connect = async (who: Person) => {
    const socket = await world.socket(who);
    await world.call('socket.hello', socketHello, socket, { version: PROTOCOL_VERSION, open: [], visible: true });
    return socket;
  };
  const sockets = [await connect(owner), await connect(owner), await connect(ada), await connect(ben)] as const;
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
