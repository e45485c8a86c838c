import { parse } from './parse.ts';
import type { Block, Inline } from './tree.ts';

/** How people and channels are called where a text has no links and no looks. */
export interface PlainNames {
  readonly person: (userId: string) => string;
  readonly channel: (channelId: string) => string;
}

/** A message as one line that can be read out: without marks, with names in place of ids. Linear in the text. */
export function plainText(text: string, names: PlainNames): string {
  const words = (node: Block | Inline): string => {
    if (typeof node === 'string') return node;
    switch (node.type) {
      case 'code':
        return node.text;
      case 'quote':
        return node.blocks.map(words).join(' ');
      case 'list':
        return node.items.map((item) => item.map(words).join(' ')).join(', ');
      case 'person':
        return `@${names.person(node.userId)}`;
      case 'channel':
        return names.channel(node.channelId);
      case 'everyone':
        return `@${node.who}`;
      default:
        return node.children.map(words).join('');
    }
  };
  return parse(text).map(words).join(' ').replaceAll(/\s+/g, ' ').trim();
}
