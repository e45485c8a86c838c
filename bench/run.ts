/** `npm run bench -- <name> [options]`: one measurement each, printed. See docs/benchmarks.md. */
import { spawnSync } from 'node:child_process';

/** What a name runs, one file after the other. */
const BENCHES: Readonly<Record<string, readonly string[]>> = {
  peers: ['peers/run.ts'],
  kill: ['kill/run.ts'],
  store: ['store.ts'],
  cold: ['bundles.ts', 'gateway-post.ts'],
  start: ['start.ts'],
  web: ['web/run.ts'],
};

const [name = '', ...options] = process.argv.slice(2);
const files = BENCHES[name];
if (files === undefined) {
  process.stderr.write(`Say which: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 2;
} else {
  for (const file of files) {
    const path = new URL(file, import.meta.url).pathname;
    const { status } = spawnSync(process.execPath, [path, ...options], { stdio: 'inherit' });
    process.exitCode ||= status ?? 1;
  }
}
