/** A folder on a disk with little room, seen by one process alone, or limits on how far its files may grow. */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What puts a command on a small disk: a memory file system of its own, or a limit on the size of its files. */
export type Mechanism = 'tmpfs' | 'limit';

const MOUNT = 'mount -t tmpfs -o "size=$0" tmpfs "$1" && shift && exec "$@"';

/** Where unprivileged mounts are forbidden only the limit is left. */
export const mechanisms = (): readonly Mechanism[] => {
  const { status } = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']);
  return status === 0 ? ['tmpfs', 'limit'] : ['limit'];
};

/** The command that runs another one with `folder` on a disk of this size. */
export const onTmpfs = (folder: string, size: string): readonly string[] => [
  'unshare',
  '-Urm',
  'sh',
  '-c',
  MOUNT,
  size,
  folder,
];

/** Takes all room of a process's disk but `left` bytes, or gives it back. */
export function fillDisk(pid: number, folder: string, left: number): void {
  const { bavail, bsize } = statfsSync(inside(pid, folder));
  writeFileSync(inside(pid, folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

export function freeDisk(pid: number, folder: string): void {
  rmSync(inside(pid, folder, 'filler'));
}

/** A path as the process sees it. */
const inside = (pid: number, ...path: readonly string[]): string => join(`/proc/${pid}/root`, ...path);

/** Lets no file of a running process grow beyond `bytes`; without a number, as far as the disk allows. */
export function limitFiles(pid: number, bytes: number | undefined): void {
  const limit = `--fsize=${bytes ?? 'unlimited'}:unlimited`;
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), limit]);
  if (status !== 0) throw new Error(`prlimit: ${String(stderr)}`);
}
