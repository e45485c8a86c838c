import { afterEach, expect, it, vi } from 'vitest';
import { install, renew } from '../../../web/src/installed.ts';

class Worker extends EventTarget {
  state = 'installing';
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
}
class Registration extends EventTarget {
  readonly waiting = null;
  readonly installing = new Worker();
  update = (): Promise<void> => Promise.resolve();
}

afterEach(() => vi.unstubAllGlobals());

it('loads the page again when the newer version could not be fetched whole', async () => {
  const registration = new Registration();
  const reload = vi.fn<() => void>();
  const serviceWorker = Object.assign(new EventTarget(), { register: async () => registration, controller: null });
  vi.stubGlobal('ServiceWorkerRegistration', Registration);
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('window', { location: { reload } });
  await install();
  await renew();
  const { installing } = registration;
  expect([installing.told, reload.mock.calls.length]).toEqual([['take-over'], 0]);
  installing.state = 'redundant';
  installing.dispatchEvent(new Event('statechange'));
  expect(reload.mock.calls.length).toBe(1);
});
