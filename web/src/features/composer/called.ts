import { useState } from 'react';
import { nameIn, useEngine } from '../../engine-context.ts';

const TOKEN = /<@(U[0-9a-hjkmnp-tv-z]{26})>|<!(channel|here)>/g;

/** People called in a text that is being written: shown as `@Ada`, stored as `<@U…>`. */
export interface Called {
  /** Remembers a person. @returns how they are called in the text, with its @ */
  readonly call: (userId: string, name: string) => string;
  readonly toShown: (stored: string) => string;
  readonly toStored: (shown: string) => string;
}

export function useCalled(): Called {
  const { store } = useEngine();
  const [called] = useState(() => createCalled((userId) => nameIn(store.state, userId)));
  return called;
}

/** Two people of one name get different words, so that each stays who they are. */
export function createCalled(nameOf: (userId: string) => string): Called {
  const tokens = new Map<string, string>([
    ['@channel', '<!channel>'],
    ['@here', '<!here>'],
  ]);

  function call(userId: string, name: string): string {
    const token = `<@${userId}>`;
    for (let number = 1; ; number += 1) {
      const word = number === 1 ? `@${name}` : `@${name} ${number}`;
      const taken = tokens.get(word);
      if (taken === undefined || taken === token) {
        tokens.set(word, token);
        return word;
      }
    }
  }

  function toStored(shown: string): string {
    const words = [...tokens.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
    const word = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
    return shown.replace(word, (found) => tokens.get(found) ?? found);
  }

  return {
    call,
    toShown(stored) {
      const shown = stored.replace(TOKEN, (_token, userId: string | undefined, who: string | undefined) =>
        userId === undefined ? `@${who}` : call(userId, nameOf(userId)),
      );
      // Where the words around it would make a name another person's, or nobody's, it is not shown as a name.
      return toStored(shown) === stored ? shown : stored;
    },
    toStored,
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
