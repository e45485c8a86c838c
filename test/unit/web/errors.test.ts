import { expect, it } from 'vitest';
import { CONTRACTS } from '../../../protocol/contracts.ts';
import { factsOf } from '../../../web/src/errors/facts.ts';
import { createReporter } from '../../../web/src/errors/reporter.ts';

const ORIGIN = 'https://chat.example.org';
const CANARY = 'canary5f1e';

/** An error whose stack is as a browser writes it. */
function thrown(stack: string, { name = 'TypeError', message = '' } = {}): Error {
  return Object.assign(new Error(message), { name, stack });
}

const CHROMIUM = `TypeError: ${CANARY} wrote this
    at Array.map (<anonymous>)
    at ${CANARY} (${ORIGIN}/assets/frame-DwvfBGFj.js:3:2210)
    at async open (${ORIGIN}/assets/browse-dialog-STRxpIJ9.js:1:77)
    at ${ORIGIN}/assets/index-DstvO82t.js:1:90
    at run (chrome-extension://${CANARY}/assets/evil-DstvO82t.js:1:2)
    at run (https://evil.example/assets/evil-DstvO82t.js:1:2)
    at run (${ORIGIN}/w/${CANARY}/c/index-DstvO82t.js:1:2)
    at run (${ORIGIN}/assets/index-DstvO82t.js?${CANARY}:1:2)`;
const FIREFOX = `${CANARY}@${ORIGIN}/assets/frame-DwvfBGFj.js:3:2210
async*open@${ORIGIN}/assets/browse-dialog-STRxpIJ9.js:1:77
@${ORIGIN}/assets/index-DstvO82t.js:1:90
run@moz-extension://${CANARY}/assets/evil-DstvO82t.js:1:2`;
const PLACES = ['frame-DwvfBGFj.js:3:2210', 'browse-dialog-STRxpIJ9.js:1:77', 'index-DstvO82t.js:1:90'];

it.each([
  ['Chromium', CHROMIUM],
  ['Firefox and Safari', FIREFOX],
])('of a stack of %s only the places in our own files are told', (_, stack) => {
  const error = thrown(stack, { message: `${CANARY} wrote this` });
  expect(factsOf(error, ORIGIN)).toEqual({ error: 'TypeError', at: PLACES });
});

it('a message that looks like a stack is none', () => {
  const message = `nothing\n    at ${ORIGIN}/assets/${CANARY}-DstvO82t.js:1:2\n`;
  const stack = `TypeError: ${message}\n    at ${ORIGIN}/assets/index-DstvO82t.js:1:90`;
  expect(factsOf(thrown(stack, { message }), ORIGIN).at).toEqual(['index-DstvO82t.js:1:90']);
});

it.each([[CANARY], [`${CANARY}Error`], ['']])('a name of one’s own, "%s", is that of any error', (name) => {
  expect(factsOf(thrown('', { name }), ORIGIN)).toEqual({ error: 'Error', at: [] });
});

it.each([[CANARY], [{ message: CANARY, stack: CHROMIUM }], [null], [undefined]])(
  'of what is no error nothing is told',
  (one) => {
    expect(factsOf(one, ORIGIN)).toEqual({ error: 'Error', at: [] });
  },
);

function reporter() {
  const posted: unknown[] = [];
  return { posted, report: createReporter(ORIGIN, (each) => posted.push(each)) };
}

const at = (line: number): Error => thrown(`    at ${ORIGIN}/assets/index-DstvO82t.js:${line}:1`);

it('each error is told once, and a few of a page only; what is told is as the contract says', () => {
  const { posted, report } = reporter();
  for (const line of [1, 1, 2, 3, 1, 4, 5, 6, 7]) report(at(line), 'sidebar', 'DstvO82t');
  expect(posted).toEqual(
    [1, 2, 3, 4, 5].map((line) => {
      return { error: 'TypeError', at: [`index-DstvO82t.js:${line}:1`], panel: 'sidebar', app: 'DstvO82t' };
    }),
  );
  for (const each of posted) expect(CONTRACTS['client.report'].input.safeParse(each).success).toBe(true);
});

it('a long stack is cut to what the contract takes', () => {
  const { posted, report } = reporter();
  const lines = Array.from({ length: 40 }, (_, line) => `    at ${ORIGIN}/assets/index-DstvO82t.js:${line}:1`);
  report(thrown(lines.join('\n')), 'page', 'DstvO82t');
  expect(CONTRACTS['client.report'].input.safeParse(posted[0]).success).toBe(true);
});

it('what was thrown outside of our files is told only when it broke a panel', () => {
  const { posted, report } = reporter();
  report(thrown(`    at chrome-extension://abc/assets/index-DstvO82t.js:1:2`), 'background', 'DstvO82t');
  report('text', 'background', 'DstvO82t');
  expect(posted).toEqual([]);
  report(thrown(''), 'dialog', 'DstvO82t');
  expect(posted).toEqual([{ error: 'TypeError', at: [], panel: 'dialog', app: 'DstvO82t' }]);
});
