/** One mistake after the other, planted in copies of the template. Each must be caught before anything is deployed. */
import { afterAll, expect, test } from 'vitest';
import { createCatchers } from './catchers.ts';
import { DATA_FAULTS } from './faults/data.ts';
import { EDGE_FAULTS } from './faults/edge.ts';
import { PAGE_FAULTS } from './faults/pages.ts';
import { PERMISSION_FAULTS } from './faults/permissions.ts';
import { TRANSPORT_FAULTS } from './faults/transports.ts';
import { RULES } from './rules/index.ts';
import { synthesise } from './template.ts';
import type { Template } from './template.ts';

const FAULTS = [...PERMISSION_FAULTS, ...TRANSPORT_FAULTS, ...DATA_FAULTS, ...EDGE_FAULTS, ...PAGE_FAULTS];
const LEAST = 60;

const template = synthesise();
const catchers = createCatchers(template);
afterAll(() => catchers.stop());
const known = new Set(catchers.nag(template));

/** The rules that a fault breaks; where it breaks none, whoever else finds it. The others take four times as long. */
function catchersOf(broken: Template): readonly string[] {
  const rules = catchers.rules(broken);
  if (rules.length > 0) return rules;
  if (catchers.runtime(broken).length > 0) return ['the local runtime'];
  const found = catchers.validator(broken);
  if (found.length > 0) return found.map((rule) => `CloudFormation ${rule}`);
  return catchers.nag(broken).some((finding) => !known.has(finding)) ? ['cdk-nag'] : [];
}

const caught = FAULTS.map(({ name, damage }) => {
  const broken = structuredClone(template);
  damage(broken);
  return { name, by: catchersOf(broken) };
});
const missed = caught.filter(({ by }) => by.length === 0).map(({ name }) => name);

test('the template itself is sound', () => {
  expect(catchers.rules(template)).toEqual([]);
  expect(catchers.validator(template)).toEqual([]);
  expect(catchers.runtime(template)).toEqual([]);
});

test('every fault is caught', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(LEAST);
  expect(missed).toEqual([]);
});

test('every rule catches a fault', () => {
  const useful = new Set(caught.flatMap(({ by }) => by));
  expect(Object.keys(RULES).filter((name) => !useful.has(name))).toEqual([]);
});

test('who catches what is as reviewed', async () => {
  const lines = caught.map(({ name, by }) => `${name}: ${by.join(', ') || 'nobody'}`);
  const share = `${FAULTS.length - missed.length} of ${FAULTS.length} faults caught`;
  await expect(`${[share, ...lines].join('\n')}\n`).toMatchFileSnapshot('__snapshots__/faults.txt');
});
