import { beforeAll, describe, expect, it } from 'vitest';
import { checkVariant, needsSpin } from './check-model.ts';
import { VARIANTS } from './variants.ts';

beforeAll(needsSpin);

describe.concurrent('the model of numbers, voids and removals', () => {
  it.each(VARIANTS.filter(({ finds, long }) => !finds && !long))('holds: $name', async (variant) => {
    const { problem, states } = await checkVariant(variant);
    expect(problem).toBeNull();
    expect(states).toBeGreaterThan(10_000);
  });

  it.each(VARIANTS.filter(({ finds }) => finds))('fails when $name', async (variant) => {
    const { problem } = await checkVariant(variant);
    expect(problem).toBeNull();
  });
});
