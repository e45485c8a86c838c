/** Budgets of the built web app: what each first screen loads, followed from file to file, whatever the bundler calls them. */
import { readdirSync, readFileSync } from 'node:fs';

const ASSETS = 'web/dist/assets';
const IMPORT = /(?:from|import)\s*["'`]\.\/(?<file>[^"'`]+\.js)["'`]/g;

/** @param {readonly string[]} names chunks by name @returns {string[]} their files, and all that these import at once */
function loadedBy(...names) {
  const files = readdirSync(ASSETS);
  const found = new Set(names.map((name) => files.find((file) => new RegExp(`^${name}-[^.]+\\.js$`).test(file))));
  for (const file of found) {
    if (file === undefined) throw new Error(`one of ${names.join(', ')} was not built: run \`npm run build\``);
    for (const { groups } of readFileSync(`${ASSETS}/${file}`, 'utf8').matchAll(IMPORT)) found.add(groups?.file);
  }
  return [...found].map((file) => `${ASSETS}/${file}`);
}

export default [
  { name: 'web: sign-in as first screen, JavaScript', path: loadedBy('index', 'pages'), limit: '90 kB', brotli: true },
  {
    name: 'web: conversation as first screen, JavaScript',
    path: loadedBy('index', 'frame'),
    limit: '110 kB',
    brotli: true,
  },
  { name: 'web: all styles', path: `${ASSETS}/*.css`, limit: '12 kB', brotli: true },
];
