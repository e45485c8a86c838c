/** Which files of the built web app a screen loads, followed from file to file, whatever the bundler calls them. */
import { readdirSync, readFileSync } from 'node:fs';

export const ASSETS = 'web/dist/assets';
const IMPORT = /(?:from|import)\s*["'`]\.\/(?<file>[^"'`]+\.js)["'`]/g;

/** Files that the page itself names. */
const named = (): readonly string[] =>
  [...readFileSync(`${ASSETS}/../index.html`, 'utf8').matchAll(/"\/assets\/(?<file>[^"]+\.js)"/g)].flatMap(
    ({ groups }) => groups?.['file'] ?? [],
  );

/**
 * @param name chunk of the screen
 * @returns paths of its files: what the page itself loads, this chunk, and all that these import at once
 * @throws when it was not built
 */
export function loadedBy(name: string): readonly string[] {
  const chunk = readdirSync(ASSETS).find((file) => new RegExp(`^${name}-[^.]+\\.js$`).test(file));
  if (chunk === undefined) throw new Error(`${name} was not built: run \`npm run build\``);
  const found = new Set([...named(), chunk]);
  for (const file of found) {
    for (const { groups } of readFileSync(`${ASSETS}/${file}`, 'utf8').matchAll(IMPORT)) {
      if (groups?.['file'] !== undefined) found.add(groups['file']);
    }
  }
  return [...found].map((file) => `${ASSETS}/${file}`);
}
