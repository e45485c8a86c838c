import type { JsonSchema } from '../../../protocol/json-schemas.ts';
import { REFERENCE } from '../../../protocol/json-schemas.ts';

/** Text of a page, with what HTML would take as markup made harmless. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const alternatives = (schema: JsonSchema): readonly JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf ?? []).filter(isSchema);

/** A field of an object schema. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export const fieldsOf = (schema: JsonSchema): readonly Field[] =>
  Object.entries(schema.properties ?? {}).map(([name, value]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    schema: isSchema(value) ? value : {},
  }));

/** The type of a value in words, as HTML; named types are links. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = escaped(schema.$ref.slice(REFERENCE.length));
    return `<a href="#type-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return `<code>${escaped(JSON.stringify(schema.const))}</code>`;
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `<code>${escaped(String(value))}</code>`).join(' or ');
  const choices = alternatives(schema);
  if (choices.length > 0) return choices.map(typeText).join(' or ');
  if (schema.type === 'array') return `list of ${isSchema(schema.items) ? typeText(schema.items) : 'anything'}`;
  if (schema.type === 'object') return objectText(schema);
  return typeof schema.type === 'string' ? schema.type : 'anything';
}

const objectText = (schema: JsonSchema): string => {
  const fields = fieldsOf(schema).map(({ name, required, schema: inner }) => {
    const mark = required ? '' : '?';
    return `${escaped(name)}${mark}: ${typeText(inner)}`;
  });
  return fields.length === 0 ? 'nothing' : `{ ${fields.join(', ')} }`;
};

const range = (from: number | undefined, to: number | undefined, unit: string): string => {
  const top = to === Number.MAX_SAFE_INTEGER ? undefined : to;
  if (from === undefined && top === undefined) return '';
  if (top === undefined) return from === 0 && unit !== '' ? '' : `at least ${from}${unit}`;
  return from === undefined || (from === 0 && unit !== '') ? `at most ${top}${unit}` : `${from} to ${top}${unit}`;
};

/** The limits of a value, as HTML; empty when there are none. */
export function limitText(schema: JsonSchema): string {
  const limits = [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' entries'),
    schema.pattern === undefined ? '' : `<code>${escaped(schema.pattern)}</code>`,
  ];
  return limits.filter((limit) => limit !== '').join(', ');
}
