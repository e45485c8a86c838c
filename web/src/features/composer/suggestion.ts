export interface Suggestion {
  /** Of a person or a channel; or `channel` or `here`, for all of them. */
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** As names are compared: without accents and capitals. */
export const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
