/** Requests to DynamoDB, built from the port's data. */
import type { QueryCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../table/schema.ts';
import type { Condition, Query, Write } from '../table/store.ts';
import { StoreMisuse } from '../table/store.ts';
import { keyAttributes, toAttributes } from './store-attributes.ts';
import { conditionExpression, Expressions, keyExpression, updateExpression } from './store-expressions.ts';

type Part<Name extends keyof TransactWriteItem> = NonNullable<TransactWriteItem[Name]>;

const conditionPart = (condition: Condition | undefined, use: Expressions): { ConditionExpression?: string } =>
  condition === undefined ? {} : { ConditionExpression: conditionExpression(condition, use) };

export const putRequest = (write: Extract<Write, { put: unknown }>, TableName: string): Part<'Put'> => {
  const use = new Expressions();
  const condition = conditionPart(write.if, use);
  return { TableName, Item: toAttributes(write.put), ...condition, ...use.placeholders() };
};

export const updateRequest = (write: Extract<Write, { update: unknown }>, TableName: string): Part<'Update'> => {
  const use = new Expressions();
  const UpdateExpression = updateExpression(write.changes, use);
  const condition = conditionPart(write.if, use);
  return { TableName, Key: keyAttributes(write.update), UpdateExpression, ...condition, ...use.placeholders() };
};

export const deleteRequest = (write: Extract<Write, { delete: unknown }>, TableName: string): Part<'Delete'> => {
  const use = new Expressions();
  const condition = conditionPart(write.if, use);
  return { TableName, Key: keyAttributes(write.delete), ...condition, ...use.placeholders() };
};

/** A write as a part of a transaction. */
export const transactItem = (write: Write, TableName: string): TransactWriteItem => {
  if ('put' in write) return { Put: putRequest(write, TableName) };
  if ('update' in write) return { Update: updateRequest(write, TableName) };
  if ('delete' in write) return { Delete: deleteRequest(write, TableName) };
  const use = new Expressions();
  const ConditionExpression = conditionExpression(write.if, use);
  return { ConditionCheck: { TableName, Key: keyAttributes(write.check), ConditionExpression, ...use.placeholders() } };
};

/** @throws StoreMisuse for an index that the table does not have */
export const queryRequest = (query: Query, TableName: string): QueryCommandInput => {
  const { partitionKey, sortKey } = query.index === undefined ? TABLE : indexShape(query.index);
  const use = new Expressions();
  const KeyConditionExpression = keyExpression(query, partitionKey, sortKey, use);
  const filter = query.filter === undefined ? {} : { FilterExpression: conditionExpression(query.filter, use) };
  return {
    TableName,
    KeyConditionExpression,
    ...filter,
    ...use.placeholders(),
    ...(query.index !== undefined && { IndexName: query.index }),
    ...(query.descending === true && { ScanIndexForward: false }),
    ...(query.limit !== undefined && { Limit: query.limit }),
    ...(query.from !== undefined && { ExclusiveStartKey: toAttributes(query.from) }),
    ...(query.consistent === true && { ConsistentRead: true }),
  };
};

const indexShape = (name: string): { readonly partitionKey: string; readonly sortKey: string } => {
  const found = Object.entries(TABLE.indexes).find(([index]) => index === name);
  if (found === undefined) throw new StoreMisuse(`no index ${name}`);
  return found[1];
};
