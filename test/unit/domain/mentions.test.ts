import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../../lambdas/domain/mentions.ts';
import { calls } from '../../../protocol/unread.ts';
import { growth, LINEAR } from '../../support/growth.ts';

const ADA = `U${'a'.repeat(26)}`;
const BEN = `U${'b'.repeat(26)}`;

describe('mentions', () => {
  it.each([
    ['plain text with ada@example.org and <!everyone>', [], false, false],
    [`<@${ADA}> and <@${BEN}> and <@${ADA}> again`, [ADA, BEN], false, false],
    ['<!channel> and <!here>', [], true, true],
    [`\`<@${ADA}>\` is code, <@${BEN}> is not`, [BEN], false, false],
    [`\`\`\`\n<@${ADA}>\n\`\`\` <@${BEN}>`, [BEN], false, false],
    [`\`\`\` never closed <@${ADA}>`, [], false, false],
    [`a lone \` does not hide <@${ADA}>`, [ADA], false, false],
    [`\`\`two <@${ADA}> \` one\`\` <@${BEN}>`, [BEN], false, false],
    [`<#C${'c'.repeat(26)}> and <@${ADA}>, not <#U${'b'.repeat(26)}>`, [ADA], false, false],
    [`<@U${'u'.repeat(26)}> is no id`, [], false, false],
    [`<@${ADA.toUpperCase()}> <@${ADA.slice(0, 20)}>`, [], false, false],
  ])('of %j', (text, people, channel, here) => {
    expect(mentionsIn(text)).toEqual({ people, channel, here });
  });

  it('call the people that they name, or everyone', () => {
    expect(calls(mentionsIn(`<@${ADA}>`), ADA)).toBe(true);
    expect(calls(mentionsIn(`<@${ADA}>`), BEN)).toBe(false);
    expect(calls(mentionsIn('<!here>'), BEN)).toBe(true);
  });

  it.each<[string, (length: number) => string]>([
    ['marks of code', (length) => '`'.repeat(length)],
    ['code that is none', (length) => '` `` '.repeat(length / 5)],
    ['beginnings', (length) => '<@'.repeat(length / 2)],
    ['people', (length) => `<@${ADA}>`.repeat(length / 30)],
    [
      'longer and longer marks',
      (length) => Array.from({ length: Math.sqrt(2 * length) }, (_, index) => '`'.repeat(index + 1)).join(' '),
    ],
  ])('are found in time that grows with the text: %s', (_what, text) => {
    expect(growth(5_000, text, mentionsIn)).toBeLessThan(LINEAR);
  });

  it('are no more than a hundred people', () => {
    expect(
      mentionsIn(Array.from({ length: 500 }, (_, i) => `<@U${String(i).padStart(26, '0')}>`).join('')),
    ).toMatchObject({ people: { length: 100 } });
  });
});
