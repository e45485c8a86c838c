import { describe, expect, it } from 'vitest';
import { createCalled } from '../../web/src/features/composer/called.ts';

const ADA = 'U00000000000000000000000001';
const BOB = 'U00000000000000000000000002';
const PLAN = 'C00000000000000000000000001';
const PRIVATE = 'C00000000000000000000000002';
const names: Readonly<Record<string, string>> = { [ADA]: 'Ada (A.)', [BOB]: 'Ada (A.)' };
const called = () =>
  createCalled({
    person: (userId) => names[userId] ?? 'Somebody',
    channel: (channelId) => (channelId === PLAN ? 'plan' : undefined),
  });

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

  it('shows channels by name, and those that it does not know as they are', () => {
    const { toShown, toStored } = called();
    const stored = `in <#${PLAN}>, not <#${PRIVATE}>: #plan`;
    expect(toShown(`in <#${PLAN}>, not <#${PRIVATE}>`)).toBe(`in #plan, not <#${PRIVATE}>`);
    expect(toStored(`in #plan, not <#${PRIVATE}>: #plan`)).toBe(stored.replace('#plan', `<#${PLAN}>`));
  });

  it('leaves a longer name that begins like another one', () => {
    const { call, toStored } = called();
    call(PLAN, 'plan');
    expect(toStored('#plan-b #plan.b #plan_b #planb #plan. #plan- _#plan_')).toBe(
      `#plan-b #plan.b #plan_b #planb <#${PLAN}>. <#${PLAN}>- _<#${PLAN}>_`,
    );
  });

  it('knows a name from the moment on that it is chosen', () => {
    const { call, toStored } = called();
    expect(toStored('#plan')).toBe('#plan');
    call(PLAN, 'plan');
    expect(toStored('#plan')).toBe(`<#${PLAN}>`);
  });

  it.each([
    ['letters stand beside it', `<@${ADA}>s`],
    ['another’s name would be made', `<@${ADA}> 2 <@${BOB}>`],
    ['what is no call looks like one', `@here <@${ADA}>`],
  ])('shows the id where %s', (_when, stored) => {
    expect(called().toShown(stored)).toBe(stored);
  });
});
