/** The API documents against the official schemas of their formats, and the check of traffic against them. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import asyncApi from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import openApi from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { documentOf } from '../../support/traffic/documents.ts';
import { checkHttp, SocketTraffic, takeViolations } from '../../support/traffic/traffic.ts';

/** Options for schemas that we did not write. */
const LENIENT = { strict: false, validateFormats: true, logger: false } as const;

describe.each([
  ['OpenAPI', documentOf('openapi.json'), formats.default(new Ajv2020(LENIENT)).compile(openApi), 'paths'],
  ['AsyncAPI', documentOf('asyncapi.json'), formats.default(new Ajv(LENIENT)).compile(asyncApi), 'channels'],
] as const)('the %s document', (_, document, official, part) => {
  test('is valid by the official schema', () => {
    expect([official(document), official.errors]).toEqual([true, null]);
  });

  test('would not be valid with a part of another kind', () => {
    expect(official({ ...document, [part]: [] })).toBe(false);
    expect(official({ ...document, unknown: 1 })).toBe(false);
  });
});

const refusal = (code: string, more: object = {}): string =>
  JSON.stringify({ error: { code, message: 'No.', ...more } });

describe('traffic', () => {
  test.each<[string, () => void, RegExp]>([
    ['a right answer', () => checkHttp('session.logOut', '{}', 200, '{}'), /^$/],
    ['a documented refusal', () => checkHttp('session.logOut', '{}', 400, refusal('invalid')), /^$/],
    ['a field more', () => checkHttp('session.logOut', '{}', 200, '{"extra":1}'), /extra/],
    ['a field less', () => checkHttp('socket.ticket', '{}', 200, '{}'), /ticket/],
    ['an input that is not documented', () => checkHttp('session.logOut', '{"extra":1}', 200, '{}'), /input/],
    ['a status that is not documented', () => checkHttp('session.logOut', '{}', 426, '{}'), /426/],
    ['a code of another status', () => checkHttp('session.logOut', '{}', 400, refusal('conflict')), /enum|anyOf|equal/],
    ['a refusal with a field more', () => checkHttp('session.logOut', '{}', 400, refusal('invalid', { x: 1 })), /"x"/],
  ])('over HTTP: %s', (_, happens, expected) => {
    happens();
    expect(takeViolations().join()).toMatch(expected);
  });

  const LOOK = { id: '1', action: 'socket.look', input: { open: [], visible: true } };
  test.each<[string, object, object, RegExp]>([
    ['a refusal of the action', LOOK, { id: '1', ok: false, error: { code: 'forbidden', message: 'No.' } }, /^$/],
    [
      'a code that it does not have',
      LOOK,
      { id: '1', ok: false, error: { code: 'version_unsupported', message: '' } },
      /reply/,
    ],
    ['a reply with a field more', LOOK, { id: '1', ok: true, output: {}, more: 1 }, /reply/],
    ['an event of no known type', {}, { events: [{ type: 'moon.risen' }] }, /events/],
    ['a frame of no kind', {}, { hello: 1 }, /refusal/],
    ['a reply that nobody asked for', {}, { id: '9', ok: true, output: {} }, /refusal/],
  ])('over the socket: %s', (_, up, down, expected) => {
    const socket = new SocketTraffic();
    socket.up(JSON.stringify(up));
    socket.down(JSON.stringify(down));
    expect(takeViolations().join()).toMatch(expected);
  });
});
