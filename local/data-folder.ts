/** The folder that the data of one installation lies in. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the runtime itself keeps in the folder. */
const OWN = /^(?:parley\.db(?:-wal(?:\.broken)?|-shm|-journal)?|dynamodb|files|\.gitignore)$/;

/** The folder cannot be used for data. Nothing was changed. */
class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused';
}

/** Creates the folder when it is missing; `reset` empties it first. @throws DataFolderRefused */
export function prepareDataFolder(path: string, reset: boolean): void {
  if (existsSync(path) && !statSync(path).isDirectory())
    throw new DataFolderRefused(`${path} is not a folder: choose another one with --data`);
  if (reset && existsSync(path)) empty(path);
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new DataFolderRefused(`${path} cannot be created (${String(error)}): choose another folder with --data`);
  }
}

/** Removes only what we put there: a mistyped --data must not cost anybody a folder. */
function empty(path: string): void {
  const foreign = readdirSync(path).find((name) => !OWN.test(name));
  if (foreign !== undefined)
    throw new DataFolderRefused(`${path} holds "${foreign}", which is not ours, so --reset leaves the folder alone`);
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
}
