/** More than the moves of a read marker in one membership add up to. */
const MOVES = 2 ** 20;

/** What a move back adds to a version; one forward adds 1. So it is seen among those that one did not hear of. */
export const BACK = 16;

/**
 * The version of the marker with which a membership begins that starts at the channel's number `seq`. All of its versions lie
 * above those of any earlier membership of the same person, whatever the clocks of the processes say.
 */
export const firstReadVersion = (seq: number): number => seq * MOVES;

/** Whether a marker may have been moved back between two versions: it was, or forward very often. */
export const mayBeBack = (before: number, after: number): boolean => after - before >= BACK;

/** Whether two versions are of one and the same membership. */
export const isSameMembership = (a: number, b: number): boolean => Math.floor(a / MOVES) === Math.floor(b / MOVES);
