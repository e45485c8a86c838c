export type Token = string | [name: string, kind?: 'plural', cases?: Record<string, Token[]>];

const ARGUMENT = /\s*(?<name>\w+)\s*(?<plural>,\s*plural\s*,)?/y;
const CASE = /\s*=?(?<key>\w+)\s*\{/y;
const known = new Map<string, Token[]>();

/**
 * The parts of a message in lingui's form: `{name}` and `{n, plural, =0 {none} one {# file} other {# files}}`.
 * Its own compiler and runtime are several times as large, and would have to come before the first screen.
 */
export function compile(message: string): Token[] {
  const made = known.get(message) ?? new Reader(message).tokens(false);
  known.set(message, made);
  return made;
}

class Reader {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }

  tokens(counted: boolean): Token[] {
    const special = counted ? /[{}#]/g : /[{}]/g;
    const found: Token[] = [];
    while (this.#at < this.#text.length && this.#text[this.#at] !== '}') {
      const next = this.#text[this.#at];
      if (next === '{') found.push(this.#argument());
      else {
        special.lastIndex = this.#at + 1;
        const end = counted && next === '#' ? this.#at + 1 : (special.exec(this.#text)?.index ?? this.#text.length);
        found.push(this.#text.slice(this.#at, end));
        this.#at = end;
      }
    }
    this.#at += 1;
    return found;
  }

  #argument(): Token {
    this.#at += 1;
    const { name = '', plural } = this.#take(ARGUMENT) ?? {};
    if (plural === undefined) {
      this.#at += 1;
      return [name];
    }
    const cases: Record<string, Token[]> = {};
    for (let key = this.#take(CASE)?.['key']; key !== undefined; key = this.#take(CASE)?.['key'])
      cases[key] = this.tokens(true);
    this.#at = this.#text.indexOf('}', this.#at) + 1;
    return [name, 'plural', cases];
  }

  #take(pattern: RegExp): Partial<Record<string, string>> | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match?.groups;
  }
}
