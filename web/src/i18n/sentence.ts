import { spoken } from './spoken.ts';
import { filled } from './t.ts';

/**
 * A sentence of the server or of a contract in the chosen language, the same sentence when the language does not know it.
 * Numbers stand in the catalog as `{a}` and `{b}`, in their order.
 */
export function inLanguage(sentence: string): string {
  const numbers: Record<string, string> = {};
  const message = sentence.replaceAll(/\d+/g, (number) => {
    const name = String.fromCodePoint(0x61 + Object.keys(numbers).length);
    numbers[name] = number;
    return `{${name}}`;
  });
  return Object.hasOwn(spoken().messages, message) ? filled(message, numbers) : sentence;
}
