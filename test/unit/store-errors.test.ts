import { describe, expect, it } from 'vitest';
import { ConditionFailed, isConditionFailed, isStoreMisuse, isStoreUnavailable } from '../../lambdas/table/store.ts';

/** Each bundle carries its own copy of the error classes: this stands for one of them. */
class ForeignConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
  readonly reasons = ['none', 'condition'];
  at(position: number): boolean {
    return this.reasons[position] === 'condition';
  }
}

describe('errors of the store', () => {
  it('are told by name, whichever copy of the class made them', () => {
    const foreign: unknown = new ForeignConditionFailed();
    expect(foreign).not.toBeInstanceOf(ConditionFailed);
    expect(isConditionFailed(foreign) && [foreign.at(0), foreign.at(1)]).toEqual([false, true]);
    expect([isStoreUnavailable(foreign), isStoreMisuse(foreign)]).toEqual([false, false]);
  });

  it('are not other errors or other things', () => {
    for (const other of [new Error('ConditionFailed'), 'ConditionFailed', undefined, { name: 'ConditionFailed' }]) {
      expect(isConditionFailed(other)).toBe(false);
    }
  });
});
