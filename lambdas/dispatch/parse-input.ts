import * as z from 'zod/mini';
import { Problem } from '../../protocol/errors.ts';

type Issue = z.core.$ZodIssue;

/** What zod says where neither schema nor locale has a sentence. */
const UNSAID = 'Invalid input';
const LONGEST_FIELD = 100;

/** Parses input by its contract's schema; the first thing that is wrong is told. @throws Problem invalid, with the field */
export function parseInput<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new Problem('invalid', 'This input is wrong. Compare it with the documentation of the action.');
  const field = fieldOf(issue);
  throw new Problem('invalid', sentence(issue, field), field === '' ? {} : { field });
}

function fieldOf(issue: Issue): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return path.map(String).join('.').slice(0, LONGEST_FIELD);
}

function sentence(issue: Issue, field: string): string {
  if (issue.message !== UNSAID) return issue.message;
  const subject = field === '' ? 'The input' : `"${field}"`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `This action knows no field ${subject}. Leave it out.`;
    case 'invalid_type':
      return `${subject} must be given, as ${aKindOf(issue.expected)}.`;
    case 'invalid_value':
      return `${subject} must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return `${subject} is below the least allowed (${issue.minimum}).`;
    case 'too_big':
      return `${subject} is above the most allowed (${issue.maximum}).`;
    default:
      return `${subject} is not as it must be. Compare it with the documentation of the action.`;
  }
}

function aKindOf(expected: string): string {
  if (expected === 'int') return 'a whole number';
  return `${/^[aeio]/.test(expected) ? 'an' : 'a'} ${expected}`;
}
