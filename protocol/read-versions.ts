/** More moves than a read marker makes in one membership. */
const MOVES = 2 ** 20;

/**
 * The version of the marker with which a membership begins that starts at the channel's number `seq`. All of its versions lie
 * above those of any earlier membership of the same person, whatever the clocks of the processes say.
 */
export const firstReadVersion = (seq: number): number => seq * MOVES;

/** Whether two versions are of one and the same membership. */
export const isSameMembership = (a: number, b: number): boolean => Math.floor(a / MOVES) === Math.floor(b / MOVES);
