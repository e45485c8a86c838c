/** What a browser keeps on its device. It is kept a moment after it is on screen: who leaves the page waits for it. */
import type { Page } from '@playwright/test';
import type { StoreName } from '../../web/src/client/environment.ts';

/** All that is in this store, of whomever, as JSON. */
export const keptOn = (page: Page, store: StoreName): Promise<string> =>
  page.evaluate(async (wanted) => {
    const all: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const request = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(name)));
      });
      const reading = database.transaction(wanted).objectStore(wanted).getAll();
      await new Promise((resolve) => reading.addEventListener('success', resolve));
      all.push(reading.result);
      database.close();
    }
    return JSON.stringify(all);
  }, store);
