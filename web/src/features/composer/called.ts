import type { Engine } from '../../client/engine.ts';
import { nameIn } from '../../engine-context.ts';
import { key } from '../../store/state.ts';

const TOKEN = /<@(U[0-9a-hjkmnp-tv-z]{26})>|<#(C[0-9a-hjkmnp-tv-z]{26})>|<!(channel|here)>/g;

/** People and channels called in a text that is being written: shown as `@Ada` and `#plans`, stored as `<@U…>` and `<#C…>`. */
export interface Called {
  /** Remembers a person or channel. @returns how it stands in the text, with its @ or # */
  readonly call: (id: string, name: string) => string;
  readonly toShown: (stored: string) => string;
  readonly toStored: (shown: string) => string;
}

export interface CalledNames {
  readonly person: (userId: string) => string;
  /** Undefined for a channel that the writer does not know. */
  readonly channel: (channelId: string) => string | undefined;
}

/** Nobody is called yet; names are those that this engine knows. */
export const calledBy = ({ store }: Engine): Called =>
  createCalled({
    person: (userId) => nameIn(store.state, userId),
    channel: (id) => store.get(key.channel(id))?.channel.name ?? store.get(key.named(id)),
  });

/** Ids of the people called in a stored text. */
export const calledIn = (stored: string): string[] => [...stored.matchAll(TOKEN)].flatMap(([, userId]) => userId ?? []);

/** Two people of one name get different words, so that each stays who they are. */
export function createCalled(nameOf: CalledNames): Called {
  const tokens = new Map<string, string>([
    ['@channel', '<!channel>'],
    ['@here', '<!here>'],
  ]);
  let words: RegExp | null = null;
  let last = { shown: '', stored: '' };

  function call(id: string, name: string): string {
    const [sign, token] = id.startsWith('U') ? (['@', `<@${id}>`] as const) : (['#', `<#${id}>`] as const);
    for (let number = 1; ; number += 1) {
      const word = number === 1 ? `${sign}${name}` : `${sign}${name} ${number}`;
      const taken = tokens.get(word);
      if (taken === token) return word;
      if (taken !== undefined) continue;
      tokens.set(word, token);
      words = null;
      last = { shown: '', stored: '' };
      return word;
    }
  }

  function toStored(shown: string): string {
    if (shown === last.shown) return last.stored;
    words ??= anyOf([...tokens.keys()]);
    const stored = /[@#]/.test(shown) ? shown.replace(words, (found) => tokens.get(found) ?? found) : shown;
    last = { shown, stored };
    return stored;
  }

  return {
    call,
    toShown(stored) {
      const shown = stored.replace(TOKEN, (token, userId?: string, channelId?: string, who?: string) => {
        if (userId !== undefined) return call(userId, nameOf.person(userId));
        if (channelId === undefined) return `@${who}`;
        const name = nameOf.channel(channelId);
        return name === undefined ? token : call(channelId, name);
      });
      // Where the words around it would make a name another's, or nobody's, it is not shown as a name.
      return toStored(shown) === stored ? shown : stored;
    },
    toStored,
  };
}

/** Whole words only: `#plan` is not in `#plan-b`, nor `@Ann` in `@Anna`. */
const anyOf = (words: readonly string[]): RegExp => {
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(escaped);
  return new RegExp(
    `(?<![\\p{L}\\p{N}\\p{M}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}\\p{M}]|[-_.][\\p{L}\\p{N}])`,
    'gu',
  );
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
