/** `npm run bench -- <name> [options]`: one measurement each, printed. See docs/benchmarks.md. */
import { spawnSync } from 'node:child_process';

const BENCHES: Readonly<Record<string, string>> = {
  peers: 'peers/run.ts',
  kill: 'kill/run.ts',
  store: 'store.ts',
  posts: 'gateway-post.ts',
  bundles: 'bundles.ts',
  start: 'start.ts',
};

const [name = '', ...options] = process.argv.slice(2);
const file = BENCHES[name];
if (file === undefined) {
  process.stderr.write(`Say which: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 2;
} else {
  const path = new URL(file, import.meta.url).pathname;
  process.exitCode = spawnSync(process.execPath, [path, ...options], { stdio: 'inherit' }).status ?? 1;
}
