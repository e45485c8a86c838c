import type { Changes, Condition, Query, Value } from '../table/store.ts';
import { StoreMisuse } from '../table/store.ts';
import { attributeName, type Attributes, toAttribute } from './store-attributes.ts';

/** What the placeholders of a request stand for. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Attributes;
}

/** Collects names and values of one request's expressions; every name and value becomes a placeholder. */
export class Expressions {
  readonly #names = new Map<string, string>();
  readonly #values: Attributes = {};

  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#${this.#names.size}`;
    this.#names.set(attributeName(attribute), placeholder);
    return placeholder;
  }

  value(value: Value): string {
    const placeholder = `:${Object.keys(this.#values).length}`;
    this.#values[placeholder] = toAttribute(value);
    return placeholder;
  }

  placeholders(): Placeholders {
    const names = Object.fromEntries([...this.#names].map(([attribute, placeholder]) => [placeholder, attribute]));
    return {
      ...(this.#names.size > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}

/** A condition or filter as an expression. */
export const conditionExpression = (condition: Condition, use: Expressions): string => {
  const compare = (sign: string, [attribute, value]: readonly [string, Value]): string =>
    `${use.name(attribute)} ${sign} ${use.value(value)}`;
  if ('exists' in condition) return `attribute_exists(${use.name(condition.exists)})`;
  if ('absent' in condition) return `attribute_not_exists(${use.name(condition.absent)})`;
  if ('eq' in condition) return compare('=', condition.eq);
  if ('ne' in condition) return compare('<>', condition.ne);
  if ('lt' in condition) return compare('<', condition.lt);
  if ('le' in condition) return compare('<=', condition.le);
  if ('gt' in condition) return compare('>', condition.gt);
  if ('ge' in condition) return compare('>=', condition.ge);
  if ('beginsWith' in condition) return beginsWith(condition.beginsWith, use);
  if ('not' in condition) return `NOT ${operand(condition.not, use)}`;
  const [parts, word] = 'all' in condition ? [condition.all, 'AND'] : [condition.any, 'OR'];
  if (parts.length === 0) return constant(word === 'AND', use);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return conditionExpression(only, use);
  return parts.map((part) => operand(part, use)).join(` ${word} `);
};

/** A part of a larger expression. DynamoDB refuses parentheses around what has them already, and around a single part. */
const operand = (condition: Condition, use: Expressions): string => {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  const [only] = parts ?? [];
  if (parts?.length === 1 && only !== undefined) return operand(only, use);
  const text = conditionExpression(condition, use);
  return parts !== undefined || 'not' in condition ? `(${text})` : text;
};

const beginsWith = ([attribute, prefix]: readonly [string, string], use: Expressions): string =>
  `begins_with(${use.name(attribute)}, ${use.value(prefix)})`;

/** `all` of nothing is true, `any` of nothing is false; DynamoDB has no word for either. */
const constant = (truth: boolean, use: Expressions): string => {
  const nothing = use.name('_');
  return `attribute_exists(${nothing}) ${truth ? 'OR' : 'AND'} attribute_not_exists(${nothing})`;
};

/** @throws StoreMisuse when nothing is changed (a transaction would refuse it, a single update would not) */
export const updateExpression = (changes: Changes, use: Expressions): string => {
  const set = [
    ...entries(changes.set).map(([name, value]) => `${use.name(name)} = ${use.value(value)}`),
    ...entries(changes.setIfAbsent).map(
      ([name, value]) => `${use.name(name)} = if_not_exists(${use.name(name)}, ${use.value(value)})`,
    ),
  ];
  const add = entries(changes.add).map(([name, value]) => `${use.name(name)} ${use.value(whole(value))}`);
  const remove = (changes.remove ?? []).map((name) => use.name(name));
  const clauses = [
    ['SET', set],
    ['ADD', add],
    ['REMOVE', remove],
  ] as const;
  const expression = clauses
    .filter(([, parts]) => parts.length > 0)
    .map(([word, parts]) => `${word} ${parts.join(', ')}`)
    .join(' ');
  if (expression === '') throw new StoreMisuse('an update must change something');
  return expression;
};

const whole = (amount: number): number => {
  if (!Number.isSafeInteger(amount)) throw new StoreMisuse('only whole numbers add up');
  return amount;
};

const entries = <T>(map: { readonly [name: string]: T } | undefined): readonly (readonly [string, T])[] =>
  Object.entries(map ?? {}).filter(([, value]) => value !== undefined);

/** The key condition of a query; `partition` and `sort` are the key attributes of the table or index. */
export const keyExpression = (query: Query, partition: string, sort: string, use: Expressions): string => {
  const within = `${use.name(partition)} = ${use.value(query.pk)}`;
  const { sk } = query;
  if (sk === undefined) return within;
  const name = use.name(sort);
  if ('beginsWith' in sk) return `${within} AND begins_with(${name}, ${use.value(sk.beginsWith)})`;
  if ('between' in sk)
    return `${within} AND ${name} BETWEEN ${use.value(sk.between[0])} AND ${use.value(sk.between[1])}`;
  if ('gt' in sk) return `${within} AND ${name} > ${use.value(sk.gt)}`;
  if ('ge' in sk) return `${within} AND ${name} >= ${use.value(sk.ge)}`;
  if ('lt' in sk) return `${within} AND ${name} < ${use.value(sk.lt)}`;
  return `${within} AND ${name} <= ${use.value(sk.le)}`;
};
