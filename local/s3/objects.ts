/**
 * Objects as files: one file each, its bytes first and what describes it behind them, so that one rename replaces both.
 * A file's name is the hash of its key: no key can name a path.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

interface ObjectInfo {
  readonly key: string;
  readonly size: number;
  /** Hex MD5, as S3's ETag of a plain object. */
  readonly etag: string;
  readonly lastModified: number;
  /** Headers that come back with the object: content-type, content-disposition, x-amz-meta-… */
  readonly headers: { readonly [name: string]: string };
}

/** The object's bytes can be read until `close`. */
export interface OpenObject extends ObjectInfo {
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

interface Digests {
  readonly size: number;
  readonly sha256: string;
  /** Base64 of four bytes. */
  readonly crc32: string;
}

interface NewObject {
  readonly key: string;
  readonly headers: ObjectInfo['headers'];
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Sees the whole body before the object takes its place; throws to keep it out. */
  readonly accept: (digests: Digests) => void;
}

export interface Objects {
  put(bucket: string, object: NewObject): Promise<ObjectInfo>;
  open(bucket: string, key: string): Promise<OpenObject | undefined>;
  remove(bucket: string, key: string): Promise<void>;
}

const LENGTH_BYTES = 4;
const CHUNK = 64 * 1024;

export function openObjects(directory: string, now: () => number): Objects {
  let written = 0;
  const place = (bucket: string, key: string): { readonly folder: string; readonly file: string } => {
    const name = createHash('sha256').update(key).digest('hex');
    const folder = join(directory, bucket, name.slice(0, 2));
    return { folder, file: join(folder, name) };
  };
  return {
    put: async (bucket, object) => {
      const { folder, file } = place(bucket, object.key);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      written += 1;
      const temporary = `${file}.${process.pid}.${written}.part`;
      try {
        const info = await writeFile(temporary, object, now());
        await rename(temporary, file);
        await syncFolder(folder);
        return info;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    open: async (bucket, key) => {
      const handle = await openIfThere(place(bucket, key).file);
      return handle === undefined ? undefined : asOpenObject(handle);
    },
    remove: (bucket, key) => rm(place(bucket, key).file, { force: true }),
  };
}

async function writeFile(path: string, { key, headers, body, accept }: NewObject, now: number): Promise<ObjectInfo> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  const handle = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    let crc = 0;
    for await (const chunk of body) {
      await handle.write(chunk);
      md5.update(chunk);
      sha256.update(chunk);
      crc = crc32(chunk, crc);
      size += chunk.length;
    }
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc);
    accept({ size, sha256: sha256.digest('hex'), crc32: check.toString('base64') });
    const info: ObjectInfo = { key, size, etag: md5.digest('hex'), lastModified: now, headers };
    const description = Buffer.from(JSON.stringify(info));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(description.length);
    await handle.write(Buffer.concat([description, length]));
    await handle.sync();
    return info;
  } finally {
    await handle.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function asOpenObject(handle: FileHandle): Promise<OpenObject> {
  const { size } = await handle.stat();
  const length = (await bytesAt(handle, size - LENGTH_BYTES, LENGTH_BYTES)).readUInt32BE();
  const description = await bytesAt(handle, size - LENGTH_BYTES - length, length);
  const info: ObjectInfo = JSON.parse(description.toString());
  return {
    ...info,
    read: async function* read(start, end) {
      for (let at = start; at < end; at += CHUNK) yield bytesAt(handle, at, Math.min(CHUNK, end - at));
    },
    close: () => handle.close(),
  };
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, position);
  return buffer;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
