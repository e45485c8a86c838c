import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../../lambdas/domain/mentions.ts';
import { calls } from '../../../protocol/unread.ts';

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

  it('are found in time that grows with the text, whatever it holds', () => {
    const hostile = ['`'.repeat(20_000), '` `` '.repeat(4_000), '<@'.repeat(10_000), `<@${ADA}>`.repeat(600)];
    const runs = Array.from({ length: 190 }, (_, index) => '`'.repeat(index + 1)).join(' ');
    const started = performance.now();
    for (const text of [...hostile, runs]) mentionsIn(text);
    expect(performance.now() - started).toBeLessThan(200);
    expect(
      mentionsIn(Array.from({ length: 500 }, (_, i) => `<@U${String(i).padStart(26, '0')}>`).join('')),
    ).toMatchObject({ people: { length: 100 } });
  });
});
