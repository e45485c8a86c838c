import { expect, it } from 'vitest';
import { workspaceCreate } from '../../../lambdas/actions/workspace-create.ts';
import { operate } from '../../../lambdas/flows/operate.ts';
import { membershipsOf } from '../../../lambdas/table/channel-member.ts';
import { updateUser } from '../../../lambdas/table/user.ts';
import { beforeWrite } from '../../support/interposed-store.ts';
import { World } from '../../support/world.ts';

it('a workspace comes whole or not at all', async () => {
  const world = new World();
  const ada = await world.person();
  const crash = new Error('crashed');
  const store = beforeWrite(
    world.store,
    () => Promise.reject(crash),
    (writes) => writes.some((write) => 'put' in write && write.put['owners'] === 1),
  );
  const input = { name: 'Half' };
  await expect(world.call('workspace.create', workspaceCreate, ada, input, { store })).rejects.toBe(crash);
  expect(await membershipsOf(world.store, ada.userId)).toEqual([]);
});

it('an operator whom the configuration names no more is none', async () => {
  const world = new World();
  const [ada, ben] = [await world.person(), await world.person()];
  await world.store.update(updateUser(ada.userId, { set: { operator: true } }));
  world.settings = { ...world.settings, operators: ['somebody.else@example.org'] };
  const asOperator = () => operate(world.scope(), ada.userId, ben.userId);
  await expect(asOperator()).rejects.toMatchObject({ code: 'forbidden' });
  world.settings = { ...world.settings, operators: ['1@example.org'] };
  await expect(asOperator()).resolves.toBeUndefined();
});
