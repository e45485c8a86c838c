import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askEarly, postOnce } from '../../../web/src/client/early-question.ts';
import { ACCOUNT } from '../../../web/src/client/kept.ts';
import { memo } from '../../../web/src/client/memo.ts';

const PATH = '/api/session.refresh';
const BODY = JSON.stringify({ orNobody: true });
let asked: string[] = [];
/** Whether another tab holds the lock. */
let isHeld = false;
let isOnline = true;

const ask = (path = PATH, body = BODY) => postOnce(path, body, {});

beforeEach(() => {
  [asked, isHeld, isOnline] = [[], false, true];
  const values = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => values.set(name, value),
    removeItem: (name: string) => values.delete(name),
  });
  const request = async <T>(_name: string, options: LockOptions, work: (lock: unknown) => Promise<T>) => {
    if (isHeld && options.ifAvailable !== true) return new Promise<T>(() => undefined);
    return work(isHeld ? null : {});
  };
  vi.stubGlobal('navigator', { locks: { request } });
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (!isOnline) throw new TypeError('no network');
    return new Response(`answer ${asked.length}`);
  });
});
afterEach(async () => {
  await ask();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('what was asked early is not asked again, once', async () => {
  askEarly();
  expect(await ask()).toEqual({ status: 200, body: 'answer 1' });
  expect(asked).toHaveLength(1);
  expect(await ask()).toEqual({ status: 200, body: 'answer 2' });
});

it('the answer is for that question alone', async () => {
  askEarly();
  expect((await ask('/api/session.logIn')).body).toBe('answer 2');
  expect((await ask(PATH, '{}')).body).toBe('answer 3');
});

it('who logged in elsewhere meanwhile is asked for anew', async () => {
  askEarly();
  memo.write(ACCOUNT, 'Uada');
  expect((await ask()).body).toBe('answer 2');
});

it('an answer that waited long for the app is not believed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  askEarly();
  vi.setSystemTime(Date.now() + 10_000);
  expect((await ask()).body).toBe('answer 2');
});

it('nothing is asked early while another tab asks, nor where somebody is remembered', async () => {
  isHeld = true;
  askEarly();
  expect(asked).toEqual([]);
  expect((await ask()).body).toBe('answer 1');
  isHeld = false;
  memo.write(ACCOUNT, 'Uada');
  askEarly();
  expect(asked).toHaveLength(1);
});

it('a browser without locks asks when the app is there', async () => {
  vi.stubGlobal('navigator', {});
  askEarly();
  expect(asked).toEqual([]);
  expect((await ask()).body).toBe('answer 1');
});

it('a question that came to nothing is asked again', async () => {
  isOnline = false;
  askEarly();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  isOnline = true;
  expect((await ask()).body).toBe('answer 2');
});
