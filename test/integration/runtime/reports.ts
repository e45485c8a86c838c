import { expect, test } from 'vitest';
import { CANARY, refusalIn } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { until } from '../../support/runtime-until.ts';

export function reportsTests(suite: Suite): void {
  test('what failed in a browser is a line of the log, and nothing that somebody wrote', async () => {
    const { bob } = suite.cast;
    const at = ['index-DstvO82t.js:1:2345'];
    const report = { error: 'TypeError', panel: 'sidebar', app: 'DstvO82t', at } as const;
    expect(await bob.call('client.report', report)).toEqual({});
    await until('the log to tell of it', () => suite.runtime.logs.some((line) => line.includes('client error')));
    for (const wrong of [{ error: CANARY }, { panel: CANARY }, { at: [`${CANARY} index-DstvO82t.js:1:2`] }]) {
      const { status, text } = await bob.raw('client.report', JSON.stringify({ ...report, ...wrong }));
      expect([status, refusalIn(JSON.parse(text)).code]).toEqual([400, 'invalid']);
    }
  });
}
