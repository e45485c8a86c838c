import { describeProtocol } from '../../protocol/json-schemas.ts';

/** Fields in which people write what they like, or hold what nobody else may: `action.field`, by the contract map. */
export const textFields = (): readonly string[] =>
  describeProtocol().actions.flatMap(({ name, input: { properties = {} } }) =>
    Object.entries(properties).flatMap(([field, schema]) => {
      const isText = typeof schema === 'object' && schema.type === 'string' && !schema.pattern && !schema.enum;
      return isText ? [`${name}.${field}`] : [];
    }),
  );

/** The fields of an action that a request or a frame fills: `action.field`. */
export function filledBy(action: string, json: string): readonly string[] {
  const input: unknown = JSON.parse(json);
  return typeof input === 'object' && input !== null ? Object.keys(input).map((field) => `${action}.${field}`) : [];
}
