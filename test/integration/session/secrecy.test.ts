import { expect, test } from 'vitest';
import { Browser } from '../../support/server/browser.ts';
import { PASSWORD, Person } from '../../support/server/person.ts';
import { startServer } from '../../support/server/start-server.ts';

const CANARY = 'canary-5f1e';

test('neither the store nor the log holds what opens an account', async () => {
  const secrets: string[] = [PASSWORD];
  const server = await startServer({
    wrap: (ports) => {
      const { identity } = ports;
      const logIn: typeof identity.logIn = async (email, password) => {
        const tokens = await identity.logIn(email, password);
        secrets.push(tokens.refreshToken, tokens.accessToken);
        if (email.startsWith('broken')) throw new Error(`${CANARY} ${password} ${tokens.accessToken}`);
        return tokens;
      };
      return { ...ports, identity: { ...identity, logIn } };
    },
  });
  const ada = await Person.join(server, 'Ada');
  const { workspaceId } = (await ada.call('workspace.create', { name: 'Engines' })).workspace;
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
  secrets.push((await ada.call('invite.create', terms)).secret, (await ada.call('socket.ticket', {})).ticket);
  const { registration } = await new Browser(server).call('session.register', {
    email: 'broken@example.org',
    password: `${PASSWORD} ${CANARY}`,
    displayName: CANARY,
  });
  const broken = new Person(server, 'Broken', 'broken@example.org');
  await broken.call('session.confirm', { registration, code: broken.code() });
  const login = { email: broken.email, password: `${PASSWORD} ${CANARY}` };
  expect((await broken.refused('session.logIn', login)).code).toBe('internal');
  secrets.push(registration, ...ada.cookies.values());

  const stored = JSON.stringify(server.store.changes(0, 100_000));
  expect(stored).toContain(ada.userId);
  for (const secret of secrets) expect(stored).not.toContain(secret);
  const logged = server.logs.join('\n');
  expect(logged).toContain('action failed');
  for (const secret of [...secrets, CANARY, broken.email]) expect(logged).not.toContain(secret);
  await server.stop();
});
