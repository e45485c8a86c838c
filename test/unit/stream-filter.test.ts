/** Filter criteria of event source mappings, as AWS describes them. */
import { expect, test } from 'vitest';
import { filterOf } from '../../local/streams/filter.ts';
import { type JsonObject, TemplateError } from '../../local/template/json.ts';

const record = { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'CHANNEL#1' }, sk: { S: 'MESSAGE#9' } } } };
const byKey = (rule: JsonObject): JsonObject => ({ dynamodb: { Keys: { pk: { S: [rule] } } } });

test.each([
  ['a value', { eventName: ['INSERT'] }, true],
  ['another value', { eventName: ['REMOVE'] }, false],
  ['one of two values', { eventName: ['REMOVE', 'INSERT'] }, true],
  ['no value at all', { eventName: [] }, false],
  ['two fields', { eventName: ['INSERT'], ...byKey({ prefix: 'CHANNEL#' }) }, true],
  ['two fields, one of them wrong', { eventName: ['MODIFY'], ...byKey({ prefix: 'CHANNEL#' }) }, false],
  ['a prefix', byKey({ prefix: 'CHANNEL#' }), true],
  ['another prefix', byKey({ prefix: 'PERSON#' }), false],
  ['a suffix', byKey({ suffix: '#1' }), true],
  ['another suffix', byKey({ suffix: '#2' }), false],
  ['a prefix of what is no text', { dynamodb: { Keys: { pk: [{ prefix: 'C' }] } } }, false],
  ['what exists', byKey({ exists: true }), true],
  ['what is there but must not', byKey({ exists: false }), false],
  ['what is absent, as it must be', { userIdentity: [{ exists: false }] }, true],
  ['anything but another', byKey({ 'anything-but': ['CHANNEL#2'] }), true],
  ['anything but this', byKey({ 'anything-but': ['CHANNEL#1', 'CHANNEL#2'] }), false],
  ['anything but, absent', { userIdentity: [{ 'anything-but': ['x'] }] }, false],
  ['a field of what is absent', { userIdentity: { type: ['Service'] } }, false],
] satisfies readonly [string, JsonObject, boolean][])('%s', (_, pattern, matches) => {
  expect(filterOf([pattern])(record)).toBe(matches);
});

test('one of several patterns is enough; without any, everything goes through', () => {
  expect(filterOf([{ eventName: ['REMOVE'] }, byKey({ prefix: 'CHANNEL#' })])(record)).toBe(true);
  expect(filterOf([])(record)).toBe(true);
});

test('an operator that is unknown is refused before the first record comes', () => {
  expect(() => filterOf([byKey({ wildcard: 'CHANNEL*' })])).toThrow(TemplateError);
});
