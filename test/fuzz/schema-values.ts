/** Values for a JSON Schema, and values that are nearly right. */
import * as fc from 'fast-check';
import type { JsonSchema } from '../../protocol/json-schemas.ts';
import { REFERENCE } from '../../protocol/json-schemas.ts';
import { junk, oddText, textUpTo } from './texts.ts';

type Arb = fc.Arbitrary<unknown>;

export interface Vocabulary {
  /** Texts for a pattern where a made-up one would be of little use: ids of things that exist. */
  readonly known: (pattern: string) => Arb | undefined;
  readonly named?: Readonly<Record<string, JsonSchema>>;
}

const listOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value : []);
const numberOr = (value: unknown, other: number): number => (typeof value === 'number' ? value : other);

/** Values that fit the schema, as far as a JSON Schema can say. */
export function fitting(schema: JsonSchema, words: Vocabulary): Arb {
  const { $ref, const: only, enum: some, type } = schema;
  if (typeof $ref === 'string') return fitting(words.named?.[$ref.slice(REFERENCE.length)] ?? {}, words);
  if (only !== undefined) return fc.constant(only);
  if (some) return fc.constantFrom(...some);
  const either = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (either.length > 0) return fc.oneof(...either.map((one) => fitting(one, words)));
  if (type === 'object') return objects(schema, words);
  if (type === 'array') return arrays(schema, words);
  if (type === 'string') return strings(schema, words);
  if (type === 'integer' || type === 'number') return numbers(schema);
  if (type === 'boolean') return fc.boolean();
  return type === 'null' ? fc.constant(null) : junk;
}

function objects({ properties = {}, required = [] }: JsonSchema, words: Vocabulary): Arb {
  const fields = Object.entries(properties).map(([name, field]) => [name, fitting(asSchema(field), words)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true });
}

const asSchema = (value: JsonSchema | boolean): JsonSchema => (typeof value === 'boolean' ? {} : value);

function arrays({ items, minItems, maxItems }: JsonSchema, words: Vocabulary): Arb {
  const item = typeof items === 'object' && !Array.isArray(items) ? fitting(items, words) : junk;
  const least = numberOr(minItems, 0);
  const most = numberOr(maxItems, 60);
  const usual = fc.array(item, { minLength: least, maxLength: Math.min(most, least + 4) });
  const full = fc.array(item, { minLength: Math.min(most, 30), maxLength: Math.min(most, 60) });
  return fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: full });
}

function strings({ pattern, format, maxLength, minLength }: JsonSchema, words: Vocabulary): Arb {
  if (format === 'email') return fc.oneof(words.known('email') ?? fc.emailAddress(), fc.emailAddress());
  const least = numberOr(minLength, 0);
  if (!pattern) return textUpTo(numberOr(maxLength, 300)).map((text) => text.padEnd(least, 'x'));
  const made = fc.stringMatching(new RegExp(pattern));
  const known = words.known(pattern);
  return known ? fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: made }) : made;
}

function numbers({ minimum, maximum }: JsonSchema): Arb {
  const least = numberOr(minimum, 0);
  const most = numberOr(maximum, Number.MAX_SAFE_INTEGER);
  const low = Math.max(least, 0);
  const near = fc.integer({ min: low, max: Math.min(most, low + 12) });
  const edges = fc.constantFrom(
    least,
    most,
    Math.min(most, least + 1),
    Math.min(most, 2 ** 31),
    Math.min(most, 2 ** 32),
  );
  return fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: edges });
}

interface Damage {
  readonly at: number;
  readonly how: 'replace' | 'drop' | 'add' | 'text' | 'off';
  readonly junk: unknown;
  readonly text: string;
  readonly name: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat({ max: 40 }),
  how: fc.constantFrom('replace', 'drop', 'add', 'text', 'off'),
  junk,
  text: oddText,
  name: fc.constantFrom(
    'role',
    'userId',
    'owner',
    'operator',
    'email',
    'id',
    '__proto__',
    'constructor',
    'toString',
    '',
  ),
});

/** Values that fit, but for one place. */
export const nearly = (schema: JsonSchema, words: Vocabulary): Arb =>
  fc.tuple(fitting(schema, words), damage).map(([value, harm]) => damaged(value, harm));

function damaged(value: unknown, harm: Damage): unknown {
  const copy: unknown = structuredClone(value);
  const places = placesIn(copy);
  const place = places[harm.at % Math.max(1, places.length)];
  if (!place) return harm.how === 'add' ? { [harm.name]: harm.junk } : harm.junk;
  const { holder, name } = place;
  const before: unknown = Reflect.get(holder, name);
  if (harm.how === 'drop') Reflect.deleteProperty(holder, name);
  else if (harm.how === 'add') define(Array.isArray(holder) ? Object(copy) : holder, harm.name, harm.junk);
  else if (harm.how === 'text' && typeof before === 'string') define(holder, name, before + harm.text);
  else if (harm.how === 'off' && typeof before === 'number')
    define(holder, name, before + (harm.at % 2 === 0 ? 0.5 : -1e9));
  else define(holder, name, harm.junk);
  return copy;
}

/** Also `__proto__` becomes a field of the object itself, as in parsed JSON. */
const define = (holder: object, name: string, value: unknown): boolean =>
  Reflect.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });

interface Place {
  readonly holder: object;
  readonly name: string;
}

const placesIn = (value: unknown): readonly Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [{ holder: value, name }].concat(placesIn(inner)));
