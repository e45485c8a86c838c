/** Event patterns of event source mappings. */
import { asObject, isObject, type Json, type JsonObject, TemplateError } from '../template/json.ts';

/** True when every field of the pattern matches the record. @throws TemplateError for an operator that is unknown. */
export function matchesPattern(pattern: JsonObject, record: Json | undefined): boolean {
  const fields = asObject(record);
  return Object.entries(pattern).every(([name, wanted]) => {
    const actual = fields[name];
    if (isObject(wanted)) return matchesPattern(wanted, actual);
    return Array.isArray(wanted) && wanted.some((rule: Json) => matchesRule(rule, actual));
  });
}

function matchesRule(rule: Json, actual: Json | undefined): boolean {
  if (!isObject(rule)) return actual === rule;
  const [[operator, operand] = ['', null]] = Object.entries(rule);
  const text = typeof actual === 'string' ? actual : undefined;
  switch (operator) {
    case 'prefix':
      return typeof operand === 'string' && text?.startsWith(operand) === true;
    case 'suffix':
      return typeof operand === 'string' && text?.endsWith(operand) === true;
    case 'exists':
      return (actual !== undefined) === operand;
    case 'anything-but':
      return actual !== undefined && ![operand].flat().includes(actual);
    default:
      throw new TemplateError(`filter operator ${operator} is not understood`);
  }
}

/** True when a pattern looks at more than the keys and the kind of an event. */
export const looksAtImages = (patterns: readonly JsonObject[]): boolean =>
  patterns.some((pattern) => JSON.stringify(pattern).includes('Image'));
