import { beforeEach, describe, expect, it } from 'vitest';
import { presenceSet } from '../../../lambdas/actions/presence-set.ts';
import { presenceWatch } from '../../../lambdas/actions/presence-watch.ts';
import { profileUpdate } from '../../../lambdas/actions/profile-update.ts';
import { endConnection } from '../../../lambdas/flows/end-connection.ts';
import { startLeaving } from '../../../lambdas/table/workspace-member.ts';
import { type Person, TOKEN_MS, type World } from '../../support/world.ts';
import { hello, twoInNews } from '../../support/calls.ts';

let world: World;
let ada: Person;
let ben: Person;

beforeEach(async () => {
  ({ world, ada, ben } = await twoInNews());
});

const watch = (who: Person, userIds: string[], unwatch: string[] = []) =>
  world.call('presence.watch', presenceWatch, who, { userIds, unwatch });
const leave = ({ userId }: Person) => {
  const leaving = { how: 'left', by: userId, at: world.time } as const;
  return world.store.write([startLeaving(world.workspaceId, userId, 'member', leaving)]);
};

describe('presence', () => {
  it('is told to those who look, as it changes', async () => {
    const looker = await hello(world, ben);
    expect((await watch(looker, [ada.userId])).presence).toMatchObject([{ userId: ada.userId, state: 'offline' }]);
    const socket = await hello(world, ada);
    await world.call('presence.set', presenceSet, socket, { visible: false });
    const scope = world.scope();
    await endConnection(scope, socket.userId, socket.connectionId);
    await scope.settle();
    const states = () =>
      world.events(looker).map((event) => (event.type === 'presence.changed' ? event.presence.state : event.type));
    expect(states()).toEqual(['online', 'away', 'offline']);
    await watch(looker, [], [ada.userId]);
    await hello(world, ada);
    expect(states()).toEqual([]);
  });

  it('ends by itself twelve minutes after the last sign of a visible window', async () => {
    const looker = await hello(world, ben);
    await hello(world, ada);
    const state = async () => (await watch(looker, [ada.userId])).presence[0]?.state;
    world.time += 12 * 60_000 - 1;
    expect(await state()).toBe('online');
    world.time += 1;
    expect(await state()).toBe('offline');
  });

  it('of a hidden window, which says nothing before its token ends, ends after that', async () => {
    const looker = await hello(world, ben);
    const socket = await hello(world, ada);
    await world.call('presence.set', presenceSet, socket, { visible: false });
    const state = async () => (await watch(looker, [ada.userId])).presence[0]?.state;
    world.time += TOKEN_MS + 12 * 60_000 - 1;
    expect(await state()).toBe('away');
    world.time += 1;
    expect(await state()).toBe('offline');
  });

  it('and a new name are kept from a socket whose token has ended', async () => {
    const looker = await hello(world, ben);
    await watch(looker, [ada.userId]);
    world.time += TOKEN_MS + 30_000;
    await world.call('profile.update', profileUpdate, ada, { displayName: 'Ada L.' });
    expect(world.events(looker)).toEqual([]);
    expect(world.closed).toEqual([looker.connectionId]);
  });

  it('is hidden from who shares no workspace, also later', async () => {
    const looker = await hello(world, ben);
    const outsider = `U${'9'.repeat(26)}`;
    expect((await watch(looker, [outsider, ada.userId])).presence.map(({ userId }) => userId)).toEqual([ada.userId]);
    await leave(ben);
    await hello(world, ada);
    expect(world.events(looker)).toEqual([]);
  });

  it('of who has left is hidden from those who stay', async () => {
    const looker = await hello(world, ben);
    await watch(looker, [ada.userId]);
    await leave(ada);
    await hello(world, ada);
    expect(world.events(looker)).toEqual([]);
  });
});
