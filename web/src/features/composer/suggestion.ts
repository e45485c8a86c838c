export interface Suggestion {
  /** Of a person or a channel; or `channel` or `here`, for all of them. */
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** What is being looked for: the sign, and what was typed after it. */
export interface Asked {
  readonly sign: '@' | '#';
  readonly text: string;
}
