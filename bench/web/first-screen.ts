/** Which files of the built web app a screen loads, followed from file to file, whatever the bundler calls them. */
import { readdirSync, readFileSync } from 'node:fs';

export const ASSETS = 'web/dist/assets';
const IMPORT = /(?:from|import)\s*["'`]\.\/(?<file>[^"'`]+\.js)["'`]/g;

/** @param names chunks by name @returns paths of their files and of all that these import at once. @throws when one was not built */
export function loadedBy(...names: readonly string[]): readonly string[] {
  const files = readdirSync(ASSETS);
  const found = new Set(names.map((name) => files.find((file) => new RegExp(`^${name}-[^.]+\\.js$`).test(file))));
  for (const file of found) {
    if (file === undefined) throw new Error(`one of ${names.join(', ')} was not built: run \`npm run build\``);
    for (const { groups } of readFileSync(`${ASSETS}/${file}`, 'utf8').matchAll(IMPORT)) found.add(groups?.['file']);
  }
  return [...found].map((file) => `${ASSETS}/${file}`);
}
