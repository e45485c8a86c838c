import { expect, test } from 'vitest';
import { CANARY, FAILURES, SECRETS } from '../../support/runtime-browser.ts';
import type { LogLine } from '../../../local/ports.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { unseen } from '../../support/traffic/traffic.ts';

/** Granted, and used by no test of this suite; `test/permissions.ts` looks at all of them together. */
const UNUSED: readonly RegExp[] = [
  // No batch is given up here: that is `given-up.test.ts`.
  /^Repair\w+ sqs:SendMessage /,
];

/** In faithful mode the functions' own log comes by what they print. */
const isOutput = (event: string, fields: LogLine['fields']): boolean =>
  event === 'function.output' && typeof fields['line'] === 'string';

/** While the store is away the authorizer can tell nothing but that, and what the stream brought comes again. */
const isExpected = (error: unknown): boolean => error instanceof Error && error.name === 'StoreUnavailable';

export function traceTests(suite: Suite): void {
  test('no log holds a text, a password, a token, a ticket, an address or a code', () => {
    const logged = suite.runtime.logs.join('\n');
    expect(logged).not.toContain(CANARY);
    expect(logged).not.toContain('@example.org');
    expect(SECRETS.size).toBeGreaterThan(50);
    for (const secret of SECRETS) expect(logged).not.toContain(secret);
    for (const { code } of suite.runtime.mails) expect(logged).not.toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('every action and event that the API documents name was seen, over each of its transports', () => {
    expect(unseen()).toEqual([]);
  });

  test('no answer was an error of ours', () => {
    expect(FAILURES.filter((failure) => !failure.startsWith('503'))).toEqual([]);
  });

  test('no function failed, worked on after its end, or was denied anything; no batch was given up', () => {
    const { logLines } = suite.runtime.local;
    const bad = logLines.filter(
      ({ event, fields }) => /^(function|action|repair|stream)\b/.test(event) && !isOutput(event, fields),
    );
    expect(bad.filter(({ error }) => !isExpected(error))).toEqual([]);
    const said = logLines.flatMap(({ event, fields }) => (isOutput(event, fields) ? [String(fields['line'])] : []));
    const failed = said.filter((line) => /action failed|repair failed/.test(line));
    expect(failed.filter((line) => !line.includes('"error":"StoreUnavailable"'))).toEqual([]);
    expect(suite.runtime.local.givenUp).toEqual([]);
    expect(suite.runtime.local.permissions().denied).toEqual([]);
  });

  test('every permission that is granted was used', () => {
    if (suite.mode === 'embedded') return;
    const { used, unused } = suite.runtime.local.permissions();
    expect(used.length).toBeGreaterThan(0);
    expect(unused.filter((line) => !UNUSED.some((known) => known.test(line)))).toEqual([]);
    expect(UNUSED.filter((known) => !unused.some((line) => known.test(line)))).toEqual([]);
  });
}
