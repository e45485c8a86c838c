/** Lines that tell of a failure here, not of one in a browser. */
export const ownFailures = (logs: readonly string[]): readonly string[] =>
  logs.filter((line) => !line.includes('"event":"client error"'));
