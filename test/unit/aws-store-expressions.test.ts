import { describe, expect, it } from 'vitest';
import { toAttributes, toItem } from '../../lambdas/aws/store-attributes.ts';
import { conditionExpression, Expressions } from '../../lambdas/aws/store-expressions.ts';
import { queryRequest, transactItem } from '../../lambdas/aws/store-requests.ts';
import { DIRECTORY } from '../../lambdas/table/schema.ts';
import type { Condition } from '../../lambdas/table/store.ts';

describe('expressions', () => {
  it('names an attribute once and gives every value its own placeholder', () => {
    const use = new Expressions();
    const text = conditionExpression(
      { any: [{ eq: ['status', 1] }, { all: [{ lt: ['status', 2] }, { absent: 'size' }] }] },
      use,
    );
    expect(text).toBe('#0 = :0 OR (#0 < :1 AND attribute_not_exists(#1))');
    expect(use.placeholders()).toEqual({
      ExpressionAttributeNames: { '#0': 'status', '#1': 'size' },
      ExpressionAttributeValues: { ':0': { N: '1' }, ':1': { N: '2' } },
    });
  });

  it.each<readonly [Condition, string]>([
    [{ any: [{ all: [{ exists: 'a' }] }] }, 'attribute_exists(#0)'],
    [
      { not: { any: [{ all: [{ exists: 'a' }, { exists: 'b' }] }] } },
      'NOT (attribute_exists(#0) AND attribute_exists(#1))',
    ],
    [
      { all: [{ not: { not: { exists: 'a' } } }, { all: [] }] },
      '(NOT (NOT attribute_exists(#0))) AND (attribute_exists(#1) OR attribute_not_exists(#1))',
    ],
  ])('has no redundant parentheses: %j', (condition, text) => {
    expect(conditionExpression(condition, new Expressions())).toBe(text);
  });

  it('builds an update with every kind of change', () => {
    const changes = { set: { a: 'x' }, setIfAbsent: { b: [1] }, add: { c: 2 }, remove: ['d', 'e'] };
    const { Update } = transactItem({ update: { pk: 'p', sk: 's' }, changes, if: { exists: 'pk' } }, 'table');
    expect(Update).toMatchObject({
      TableName: 'table',
      Key: { pk: { S: 'p' }, sk: { S: 's' } },
      UpdateExpression: 'SET #0 = :0, #1 = if_not_exists(#1, :1) ADD #2 :2 REMOVE #3, #4',
      ConditionExpression: 'attribute_exists(#5)',
      ExpressionAttributeValues: { ':0': { S: 'x' }, ':1': { L: [{ N: '1' }] }, ':2': { N: '2' } },
    });
  });

  it('leaves out what a request does not need', () => {
    expect(transactItem({ delete: { pk: 'p', sk: 's' } }, 'table')).toEqual({
      Delete: { TableName: 'table', Key: { pk: { S: 'p' }, sk: { S: 's' } } },
    });
  });

  it('queries an index by its own key', () => {
    const from = { pk: 'p', sk: 's', dpk: 'd', dsk: 'P#a' };
    const query = { pk: 'd', index: DIRECTORY, sk: { beginsWith: 'P#' }, descending: true, limit: 5, from } as const;
    expect(queryRequest(query, 'table')).toEqual({
      TableName: 'table',
      IndexName: 'directory',
      KeyConditionExpression: '#0 = :0 AND begins_with(#1, :1)',
      ExpressionAttributeNames: { '#0': 'dpk', '#1': 'dsk' },
      ExpressionAttributeValues: { ':0': { S: 'd' }, ':1': { S: 'P#' } },
      ScanIndexForward: false,
      Limit: 5,
      ExclusiveStartKey: { pk: { S: 'p' }, sk: { S: 's' }, dpk: { S: 'd' }, dsk: { S: 'P#a' } },
    });
  });
});

describe('attributes', () => {
  it('come back as they were', () => {
    const item = {
      pk: 'p',
      sk: 's',
      text: '',
      n: -0.5,
      yes: true,
      none: null,
      list: [1, ['a', {}]],
      map: { a: [null] },
    };
    expect(toItem(toAttributes(item))).toEqual(item);
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 60, 1e-150])('refuse the number %d', (n) => {
    expect(() => toAttributes({ n })).toThrow(expect.objectContaining({ name: 'StoreMisuse' }));
  });

  it('refuse types that the port does not have', () => {
    expect(() => toItem({ pk: { S: 'p' }, sk: { S: 's' }, set: { SS: ['a'] } })).toThrow(/SS/);
  });
});
