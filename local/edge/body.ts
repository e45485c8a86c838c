/** Reads request bodies up to a limit. */
import type { IncomingMessage } from 'node:http';

const EMPTY = Buffer.alloc(0);

/** The whole body; undefined when it is longer than `limit` bytes (the rest is left unread). */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const declared = Number(incoming.headers['content-length'] ?? 0);
  if (declared > limit) return undefined;
  if (declared === 0 && incoming.headers['transfer-encoding'] === undefined) return EMPTY;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        incoming.pause();
        resolve(undefined);
      }
    });
    incoming.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.on('error', reject);
    incoming.on('close', () => reject(new Error('the request was aborted')));
  });
}
