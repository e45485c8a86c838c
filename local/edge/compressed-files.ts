/** Compressed forms of files, in memory, so that each is made once. */

export interface CompressedFiles {
  /** What is kept under `key`, or else what `make` makes; asked twice at the same time, it makes it once. */
  get(key: string, make: () => Promise<Buffer>): Promise<Buffer>;
}

/** Keeps up to `maxBytes`; what was not asked for longest goes first. */
export function createCompressedFiles(maxBytes: number): CompressedFiles {
  const kept = new Map<string, Buffer>();
  const making = new Map<string, Promise<Buffer>>();
  let bytes = 0;
  const keep = (key: string, body: Buffer): void => {
    if (body.length > maxBytes) return;
    kept.set(key, body);
    bytes += body.length;
    for (const [oldest, { length }] of kept) {
      if (bytes <= maxBytes) return;
      kept.delete(oldest);
      bytes -= length;
    }
  };
  const madeOf = async (key: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    try {
      const body = await make();
      keep(key, body);
      return body;
    } finally {
      making.delete(key);
    }
  };
  return {
    async get(key, make) {
      const found = kept.get(key);
      if (found === undefined) {
        const made = making.get(key) ?? madeOf(key, make);
        making.set(key, made);
        return made;
      }
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
  };
}
