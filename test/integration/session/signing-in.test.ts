import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../support/server/browser.ts';
import { PASSWORD, Person } from '../../support/server/person.ts';
import type { Server } from '../../support/server/start-server.ts';
import { startServer } from '../../support/server/start-server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('a browser', () => {
  test('registers, confirms and logs in', async () => {
    const ada = await Person.join(server, 'Ada');
    expect(ada.userId).toMatch(/^U[0-9a-z]{26}$/);
    const { sessions } = await ada.call('session.list', {});
    expect(sessions).toEqual([expect.objectContaining({ current: true, device: 'Chrome on Linux' })]);
    const { me } = await ada.call('sync.start', {});
    expect(me).toMatchObject({ displayName: 'Ada', email: ada.email, timeZone: 'UTC' });
  });

  test('keeps its session in a cookie that scripts and other sites do not get', async () => {
    const grace = await Person.join(server, 'Grace');
    const reply = await grace.raw('session.refresh', '{}');
    expect(reply.cookies).toEqual([
      expect.stringMatching(/^__Host-parley=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure$/),
    ]);
    const local = { origin: 'http://localhost:4000', 'x-parley-host': 'localhost:4000' };
    const login = JSON.stringify({ email: grace.email, password: PASSWORD });
    const plain = await grace.raw('session.logIn', login, local);
    expect(plain.cookies).toEqual([expect.stringMatching(/^parley=[\w-]{43}; (?!.*Secure)/)]);
  });

  test('is still logged in after a reload, also weeks later', async () => {
    const edith = await Person.join(server, 'Edith');
    for (let week = 0; week < 6; week += 1) {
      server.clock.advance(7 * 24 * 3_600_000);
      edith.accessToken = null;
      await edith.refresh();
    }
    expect((await edith.call('session.list', {})).sessions).toHaveLength(1);
    server.clock.advance(31 * 24 * 3_600_000);
    expect((await edith.refused('session.refresh', {})).code).toBe('unauthenticated');
  });

  test('that never came back is over after a month', async () => {
    const ida = await Person.join(server, 'Ida');
    server.clock.advance(31 * 24 * 3_600_000);
    expect((await ida.refused('session.refresh', {})).code).toBe('unauthenticated');
  });

  test('is told as an answer, when asked to be, that nobody is logged in', async () => {
    const agnes = await Person.join(server, 'Agnes');
    expect(await agnes.call('session.refresh', { orNobody: true })).toMatchObject({ userId: agnes.userId });
    const [cookie] = [...agnes.cookies];
    await agnes.call('session.logOut', {});
    expect(await agnes.call('session.refresh', { orNobody: true })).toEqual({ userId: null });
    expect((await agnes.refused('session.refresh', {})).code).toBe('unauthenticated');
    // A session that ended is refused all the same.
    agnes.cookies.set(...(cookie ?? ['', '']));
    expect((await agnes.refused('session.refresh', { orNobody: true })).code).toBe('unauthenticated');
  });

  test('that logs in again has one session, not two', async () => {
    const mary = await Person.join(server, 'Mary');
    await mary.logIn();
    expect((await mary.call('session.list', {})).sessions).toHaveLength(1);
  });

  test('logs out: cookie, token and socket end', async () => {
    const ruth = await Person.join(server, 'Ruth');
    const socket = await ruth.connect();
    const cookie = [...ruth.cookies];
    await ruth.call('session.logOut', {});
    expect(ruth.cookies.size).toBe(0);
    expect((await ruth.refused('session.list', {})).code).toBe('unauthenticated');
    expect(socket.closed).toBe(true);
    for (const [name, value] of cookie) ruth.cookies.set(name, value);
    expect((await ruth.refused('session.refresh', {})).code).toBe('unauthenticated');
    await ruth.call('session.logOut', {});
  });
});

describe('nobody learns whether an address has an account', () => {
  const typed = { password: PASSWORD, displayName: 'Mallory' };

  test('by registering it again', async () => {
    const joan = await Person.join(server, 'Joan');
    const mallory = new Browser(server);
    const mails = server.mails.length;
    const { registration } = await mallory.call('session.register', { ...typed, email: joan.email });
    const fresh = await mallory.call('session.register', { ...typed, email: 'nobody-yet@example.org' });
    expect(fresh.registration).toHaveLength(registration.length);
    expect(server.mails).toHaveLength(mails + 1);
    const wrong = (secret: string) => mallory.refused('session.confirm', { registration: secret, code: '000000' });
    expect(await wrong(registration)).toEqual(await wrong(fresh.registration));
    await mallory.call('session.resendCode', { registration });
    expect(server.mails.filter(({ to }) => to === joan.email)).toHaveLength(1);
    await joan.logIn();
  });

  test('by logging in, confirmed or not', async () => {
    const hedy = await Person.join(server, 'Hedy');
    const browser = new Browser(server);
    await browser.call('session.register', { ...typed, email: 'unconfirmed@example.org' });
    const refusals = await Promise.all(
      [
        { email: hedy.email, password: 'not her password' },
        { email: 'unconfirmed@example.org', password: PASSWORD },
        { email: 'unconfirmed@example.org', password: 'not the password' },
        { email: 'unknown@example.org', password: PASSWORD },
      ].map((input) => browser.refused('session.logIn', input)),
    );
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'forbidden', reason: 'bad_credentials' });
  });

  test('by asking for a new password', async () => {
    const browser = new Browser(server);
    expect(await browser.call('session.forgotPassword', { email: 'unknown2@example.org' })).toEqual({});
    const reset = { email: 'unknown2@example.org', code: '123456', password: PASSWORD };
    const rosa = await Person.join(server, 'Rosa');
    await browser.call('session.forgotPassword', { email: rosa.email });
    const unknown = await browser.refused('session.resetPassword', reset);
    expect(unknown).toEqual(await browser.refused('session.resetPassword', { ...reset, email: rosa.email }));
  });
});

describe('an address belongs to who reads its mail', () => {
  test('a sign-up that somebody else prepared is made afresh', async () => {
    const victim = new Person(server, 'Victim');
    const mallory = new Browser(server);
    const prepared = await mallory.call('session.register', {
      email: victim.email,
      password: 'password of mallory',
      displayName: 'Victim',
    });
    const own = await victim.call('session.register', {
      email: victim.email,
      password: PASSWORD,
      displayName: 'Victim',
    });
    const code = victim.code();
    expect(await mallory.refused('session.confirm', { ...prepared, code })).toMatchObject({ reason: 'bad_code' });
    await victim.call('session.confirm', { ...own, code });
    await victim.logIn();
    const login = { email: victim.email, password: 'password of mallory' };
    expect(await mallory.refused('session.logIn', login)).toMatchObject({ reason: 'bad_credentials' });
  });

  test('a code does not confirm a sign-up that came after one’s own', async () => {
    const target = new Person(server, 'Target');
    const given = { email: target.email, displayName: 'Target' };
    const own = await target.call('session.register', { ...given, password: PASSWORD });
    const mallory = new Browser(server);
    await mallory.call('session.register', { ...given, password: 'password of mallory' });
    const refusal = await target.refused('session.confirm', { ...own, code: target.code() });
    expect(refusal).toMatchObject({ reason: 'bad_code' });
  });

  test('confirming twice is harmless, with a wrong code it is refused', async () => {
    const lise = new Person(server, 'Lise');
    const own = await lise.call('session.register', { email: lise.email, password: PASSWORD, displayName: 'Lise' });
    const wrong = lise.code() === '111111' ? '222222' : '111111';
    expect(await lise.refused('session.confirm', { ...own, code: wrong })).toMatchObject({ field: 'code' });
    await lise.call('session.resendCode', own);
    await lise.call('session.confirm', { ...own, code: lise.code() });
    await lise.call('session.confirm', { ...own, code: lise.code() });
    await lise.logIn();
  });
});
