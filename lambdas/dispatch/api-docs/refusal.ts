import { REFERENCE } from '../../../protocol/json-schemas.ts';

/** What any action may answer besides its own errors. */
export const COMMON_ERRORS = [
  'invalid',
  'unauthenticated',
  'rate_limited',
  'too_large',
  'internal',
  'unavailable',
] as const;

/** The body of an error with one of these codes. */
export const refusalOf = (codes: readonly string[]): object => ({
  allOf: [{ $ref: `${REFERENCE}ErrorBody` }, { properties: { code: { enum: [...new Set(codes)] } } }],
});

/** An object with these fields, all of them and no others. */
export const exactly = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
