import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('register, confirm and log in', async () => {
  const ada = await Person.join(server, 'Ada');
  expect(ada.userId).toMatch(/^U[0-9a-z]{26}$/);
  const { sessions } = await ada.call('session.list', {});
  expect(sessions).toEqual([expect.objectContaining({ current: true, device: 'Chrome on Linux' })]);
});
