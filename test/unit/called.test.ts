import { describe, expect, it } from 'vitest';
import { createCalled } from '../../web/src/features/composer/called.ts';

const ADA = 'U00000000000000000000000001';
const BOB = 'U00000000000000000000000002';
const names: Readonly<Record<string, string>> = { [ADA]: 'Ada (A.)', [BOB]: 'Ada (A.)' };
const called = () => createCalled((userId) => names[userId] ?? 'Somebody');

describe('people called in a text', () => {
  it('shows names and stores ids', () => {
    const { toShown, toStored } = called();
    const stored = `hi <@${ADA}>, see <!here> and <!channel>`;
    expect(toShown(stored)).toBe('hi @Ada (A.), see @here and @channel');
    expect(toStored(toShown(stored))).toBe(stored);
  });

  it('keeps two people of one name apart', () => {
    const { toShown, toStored } = called();
    const stored = `<@${ADA}> <@${BOB}>`;
    expect(toStored(toShown(stored))).toBe(stored);
  });

  it('leaves names that nobody chose, and parts of words, as they are', () => {
    const { call, toStored } = called();
    call(ADA, 'Ann');
    expect(toStored('@Anna and mail@Ann @Bob @Ann')).toBe(`@Anna and mail@Ann @Bob <@${ADA}>`);
  });

  it.each([
    ['letters stand beside it', `<@${ADA}>s`],
    ['another’s name would be made', `<@${ADA}> 2 <@${BOB}>`],
    ['what is no call looks like one', `@here <@${ADA}>`],
  ])('shows the id where %s', (_when, stored) => {
    expect(called().toShown(stored)).toBe(stored);
  });
});
