import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, Person } from '../../support/server/person.ts';
import { TestSocket } from '../../support/server/socket.ts';
import type { Server } from '../../support/server/start-server.ts';
import { startServer } from '../../support/server/start-server.ts';

const NEXT = 'another long password';
let server: Server;
/** Runs while the user pool checks a password. */
let duringLogIn: () => Promise<unknown> = () => Promise.resolve();

beforeAll(async () => {
  server = await startServer({
    wrap: (ports) => {
      const { identity } = ports;
      const logIn: typeof identity.logIn = async (email, password) => {
        const tokens = await identity.logIn(email, password);
        await duringLogIn();
        return tokens;
      };
      return { ...ports, identity: { ...identity, logIn } };
    },
  });
});
beforeEach(() => {
  duringLogIn = () => Promise.resolve();
});
afterAll(() => server.stop());

const isOut = async (person: Person): Promise<boolean> => {
  const [token, cookie] = await Promise.all([person.ask('session.list', {}), person.ask('session.refresh', {})]);
  return !token.ok && token.error.code === 'unauthenticated' && !cookie.ok && cookie.error.code === 'unauthenticated';
};

describe('sessions end', () => {
  test('one by one', async () => {
    const phone = await Person.join(server, 'Ada');
    const laptop = await phone.elsewhere();
    const socket = await laptop.connect();
    await phone.call('session.end', { sessionId: laptop.sessionId });
    expect(await isOut(laptop)).toBe(true);
    expect(socket.closed).toBe(true);
    expect(socket.events.at(-1)).toEqual({ type: 'session.ended', userId: phone.userId });
    expect((await phone.call('session.list', {})).sessions).toHaveLength(1);
  });

  test('only one’s own', async () => {
    const grace = await Person.join(server, 'Grace');
    const mallory = await Person.join(server, 'Mallory');
    await mallory.call('session.end', { sessionId: grace.sessionId });
    expect((await grace.call('session.list', {})).sessions).toHaveLength(1);
  });

  test('everywhere at once', async () => {
    const phone = await Person.join(server, 'Edith');
    const laptop = await phone.elsewhere();
    const sockets = [await phone.connect(), await laptop.connect()];
    await phone.call('session.logOutEverywhere', {});
    expect(await isOut(phone)).toBe(true);
    expect(await isOut(laptop)).toBe(true);
    expect(sockets.map(({ closed }) => closed)).toEqual([true, true]);
    await phone.logIn();
    await phone.call('session.list', {});
  });

  test('also those of a log-in that is under way', async () => {
    const joan = await Person.join(server, 'Joan');
    const thief = new Person(server, 'Joan', joan.email);
    duringLogIn = async () => {
      duringLogIn = () => Promise.resolve();
      server.clock.advance(5);
      await joan.call('session.logOutEverywhere', {});
    };
    const refusal = await thief.refused('session.logIn', { email: joan.email, password: PASSWORD });
    expect(refusal).toMatchObject({ reason: 'bad_credentials' });
  });
});

describe('a new password', () => {
  test('by the old one ends the other sessions', async () => {
    const phone = await Person.join(server, 'Hedy');
    const laptop = await phone.elsewhere();
    const wrong = await phone.refused('session.changePassword', { current: 'not the password', next: NEXT });
    expect(wrong).toMatchObject({ code: 'invalid', field: 'current' });
    await phone.call('session.changePassword', { current: PASSWORD, next: NEXT });
    expect(await isOut(laptop)).toBe(true);
    await phone.call('session.list', {});
    await phone.refresh();
    const old = await laptop.refused('session.logIn', { email: phone.email, password: PASSWORD });
    expect(old).toMatchObject({ reason: 'bad_credentials' });
    await laptop.logIn(NEXT);
  });

  test('by a mailed code ends all sessions', async () => {
    const ruth = await Person.join(server, 'Ruth');
    const socket = await ruth.connect();
    const elsewhere = new Person(server, 'Ruth', ruth.email);
    await elsewhere.call('session.forgotPassword', { email: ruth.email });
    const reset = { email: ruth.email, code: ruth.code(), password: NEXT };
    await elsewhere.call('session.resetPassword', reset);
    expect(await isOut(ruth)).toBe(true);
    expect(socket.closed).toBe(true);
    expect(await elsewhere.refused('session.resetPassword', reset)).toMatchObject({ field: 'code' });
    await elsewhere.logIn(NEXT);
  });
});

describe('an account', () => {
  test('is deactivated by operators only: tokens, sockets and log-ins end', async () => {
    const fresh = await startServer();
    const operator = await Person.join(fresh, 'Operator');
    const person = await Person.join(fresh, 'Person');
    const socket = await person.connect();
    const ticket = (await person.call('socket.ticket', {})).ticket;
    expect((await operator.call('sync.start', {})).me.operator).toBe(true);
    expect((await person.call('sync.start', {})).me.operator).toBe(false);
    const { userId } = person;
    expect((await person.refused('account.deactivate', { userId: operator.userId })).code).toBe('forbidden');
    const self = await operator.refused('account.deactivate', { userId: operator.userId });
    expect(self).toMatchObject({ code: 'conflict', reason: 'self' });

    await operator.call('account.deactivate', { userId });
    expect(await isOut(person)).toBe(true);
    expect(socket.closed).toBe(true);
    await expect(TestSocket.open(fresh, ticket)).rejects.toThrow('403');
    const login = { email: person.email, password: PASSWORD };
    expect(await person.refused('session.logIn', login)).toMatchObject({ reason: 'bad_credentials' });

    await operator.call('account.reactivate', { userId });
    expect(await isOut(person)).toBe(true);
    fresh.clock.advance(15 * 60_000);
    await person.logIn();
    await fresh.stop();
  });

  test('is kept by one of two operators who deactivate each other', async () => {
    const emails = ['one@example.org', 'two@example.org'];
    const fresh = await startServer({ env: { PARLEY_OPERATORS: emails.join(',') } });
    const one = await Person.join(fresh, 'One');
    const two = await Person.join(fresh, 'Two');
    const results = await Promise.all([
      one.ask('account.deactivate', { userId: two.userId }),
      two.ask('account.deactivate', { userId: one.userId }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    await fresh.stop();
  });
});
