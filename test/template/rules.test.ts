import { expect, test } from 'vitest';
import { RULES } from './rules/index.ts';
import { synthesise } from './template.ts';

const template = synthesise();

test.each(Object.entries(RULES))('%s', (_name, rule) => {
  expect(rule(template)).toEqual([]);
});
