import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Cursor, Item, Key, Value } from '../table/store.ts';
import { StoreMisuse } from '../table/store.ts';

export type Attributes = Record<string, AttributeValue>;

/** A value as DynamoDB's JSON. @throws StoreMisuse for a number that would not come back as it is */
export const toAttribute = (value: Value): AttributeValue => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number') return { N: numberText(value) };
  if (value === null) return { NULL: true };
  if (isList(value)) return { L: value.map(toAttribute) };
  return { M: toAttributes(value) };
};

/** The attributes of an item, a key or a map. */
export const toAttributes = (map: { readonly [name: string]: Value } | Key): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(map)) {
    if (value !== undefined) attributes[attributeName(name)] = toAttribute(value);
  }
  return attributes;
};

/** DynamoDB takes no empty names; the SDK builds plain objects, in which `__proto__` is no property. @throws StoreMisuse */
export const attributeName = (name: string): string => {
  if (name === '' || name === '__proto__') throw new StoreMisuse(`an attribute cannot be named "${name}"`);
  return name;
};

/** The table's key of an item or key. */
export const keyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

export const toItem = (attributes: Attributes): Item => {
  const { pk, sk, ...rest } = toMap(attributes);
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new StoreMisuse('an item without its key');
  return { pk, sk, ...rest };
};

/** `LastEvaluatedKey` of a page: key attributes are strings. */
export const toCursor = (attributes: Attributes): Cursor =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attribute.S ?? '']));

const toMap = (attributes: Attributes): Record<string, Value> => {
  const map: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) map[name] = toValue(attribute);
  return map;
};

const toValue = (attribute: AttributeValue): Value => {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.M !== undefined) return toMap(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(toValue);
  if (attribute.NULL !== undefined) return null;
  throw new StoreMisuse(`an attribute of a type that the store does not use: ${Object.keys(attribute).join()}`);
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** DynamoDB keeps 38 decimal digits between 1e-130 and 1e126; doubles survive that unless they are out of range. */
const numberText = (value: number): string => {
  const storable = Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value === 0 || Math.abs(value) >= 1e-130);
  if (!storable) throw new StoreMisuse(`${value} cannot be stored as a number`);
  return String(value);
};
