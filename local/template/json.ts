/** Values of a CloudFormation template, and safe ways to read them. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** The template holds something that the local runtime cannot run. The message names the resource. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at `value`; an empty one when it is absent or something else. */
export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

export const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** One value or a list of them, as IAM policies write actions and resources. */
export const oneOrMore = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === 'string');

export const asStrings = (value: Json | undefined): readonly string[] =>
  asList(value).filter((entry): entry is string => typeof entry === 'string');

/** A scalar as CloudFormation would write it into a string property; undefined for anything else. */
export const asText = (value: Json | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** A number, also when the template writes it as a string. */
export const asNumber = (value: Json | undefined, fallback: number): number => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : fallback;
};

/** True for `true` and `"true"`. */
export const asFlag = (value: Json | undefined): boolean => value === true || value === 'true';

/** The text at `value`, or an error that names where it is missing. */
export function textAt(value: Json | undefined, where: string): string {
  const text = asText(value);
  if (text === undefined) throw new TemplateError(`${where} is missing or is not a text`);
  return text;
}
