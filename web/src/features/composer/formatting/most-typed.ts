/** Letters: browsers take minutes to type or to paste megabytes by themselves. */
export const MOST_TYPED = 100_000;
