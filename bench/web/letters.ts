/** What people write in a measured conversation: the same each time, of many lengths and kinds. */

const WORDS =
  'the engine weaves patterns as a loom weaves leaves and when somebody asks whether it can think we answer that it does what we know how to order it to do so let us see tomorrow which card comes first'.split(
    ' ',
  );

const sentence = (at: number, words: number): string =>
  Array.from({ length: words }, (_, i) => WORDS[(at * 7 + i * (1 + (at % 5))) % WORDS.length]).join(' ');

/** Text number `at`, in the dialect of messages; each begins with its number, so that none is like another. */
export function textOf(at: number): string {
  const head = `No. ${at + 1}: ${sentence(at, 3 + ((at * 13) % 23))}`;
  if (at % 29 === 0) return `${head}\n\`\`\`\nfor (const card of deck) weave(card);\nreturn ${at};\n\`\`\``;
  if (at % 23 === 0) return `${head}\n- ${sentence(at, 5)}\n- ${sentence(at + 1, 9)}\n- ${sentence(at + 2, 3)}`;
  if (at % 17 === 0) return `> ${sentence(at + 3, 12)}\n${head}`;
  if (at % 13 === 0) return `${head} https://example.org/cards/${at} *${sentence(at, 2)}*`;
  if (at % 11 === 0) return `${head}. ${sentence(at + 5, 60)}.`;
  if (at % 7 === 0) return `**${sentence(at, 3)}** ${head} \`order(${at})\``;
  return head;
}
