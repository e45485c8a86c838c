const lists = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** "Ada, Bob and Cy". */
export const listed = (names: readonly string[]): string => lists.format(names);
