/** Event patterns of event source mappings. */
import { asObject, isObject, type Json, type JsonObject, TemplateError } from '../template/json.ts';

/** True for what a mapping wants. */
export type Filter = (record: Json | undefined) => boolean;

/**
 * Whether a record matches one of these patterns, as the filter criteria of a mapping say it: every field of the pattern, by one of its
 * rules. Without patterns everything does. @throws TemplateError for an operator that is unknown.
 */
export function filterOf(patterns: readonly JsonObject[]): Filter {
  if (patterns.length === 0) return () => true;
  const filters = patterns.map(patternOf);
  return (record) => filters.some((matches) => matches(record));
}

function patternOf(pattern: JsonObject): Filter {
  const fields = Object.entries(pattern).map(([name, wanted]) => ({ name, matches: fieldOf(wanted) }));
  return (record) => {
    const actual = asObject(record);
    return fields.every(({ name, matches }) => matches(actual[name]));
  };
}

function fieldOf(wanted: Json | undefined): Filter {
  if (isObject(wanted)) return patternOf(wanted);
  const rules = Array.isArray(wanted) ? wanted.map(ruleOf) : [];
  return (actual) => rules.some((matches) => matches(actual));
}

function ruleOf(rule: Json): Filter {
  if (!isObject(rule)) return (actual) => actual === rule;
  const [[operator, operand] = ['', null]] = Object.entries(rule);
  switch (operator) {
    case 'prefix':
      return (actual) => typeof operand === 'string' && typeof actual === 'string' && actual.startsWith(operand);
    case 'suffix':
      return (actual) => typeof operand === 'string' && typeof actual === 'string' && actual.endsWith(operand);
    case 'exists':
      return (actual) => (actual !== undefined) === operand;
    case 'anything-but':
      return (actual) => actual !== undefined && ![operand].flat().includes(actual);
    default:
      throw new TemplateError(`filter operator ${operator} is not understood`);
  }
}

/** True when a pattern looks at more than the keys and the kind of an event. */
export const looksAtImages = (patterns: readonly JsonObject[]): boolean =>
  patterns.some((pattern) => JSON.stringify(pattern).includes('Image'));
