/**
 * Measures Parley beside its peers in one run: `node bench/peers/run.ts --from <folder of peers> [--peers a,b] [--workloads W1,W2] [--runs 3]`.
 * Works on a copy of that folder under .build/, to which it adds our adapter and how we are started.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { figuresOf } from './figures.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    peers: { type: 'string', default: 'parley,ws-bare,node-socketio,flask-gevent-nd' },
    workloads: { type: 'string', default: 'W1,W1s16,W2,W3' },
    runs: { type: 'string', default: '3' },
    secs: { type: 'string' },
    tries: { type: 'string', default: '2' },
    people: { type: 'string', default: '100' },
    /** Page that gets the tables, between its two markers. */
    write: { type: 'string' },
    /** Node for peers with native modules, when those were built for another one than runs this. */
    'native-node': { type: 'string', default: process.execPath },
  },
});
if (values.from === undefined) throw new Error('Say where the peers are: --from <folder with bench.mjs>');

/** Where the tables stand on a page. */
const BEGIN = '<!-- figures beside other servers: begin -->';
const END = '<!-- figures beside other servers: end -->';
/** Options that name places of this machine. */
const OWN = new Set(['--from', '--native-node', '--write']);

const root = resolve(import.meta.dirname, '../..');
const copy = resolve(root, '.build/peers');
const PORT = 4140;
mkdirSync(copy, { recursive: true });
cpSync(values.from, copy, { recursive: true, force: true, mode: 0 });
execFileSync('chmod', ['-R', 'u+w', copy]);
if (!existsSync(`${copy}/node_modules`))
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: copy, stdio: 'inherit' });

const cdkOut = resolve(root, '.build/bench-cdk.out');
writeFileSync(`${copy}/driver/adapters/parley.mjs`, `export { default } from '${root}/bench/peers/adapter.ts';\n`);
// Our edge redirects 127.0.0.1 to localhost, as the origin check needs: our connections name that Host. Those of the others stay as they
// are (Flask-SocketIO refuses an Origin that is not its Host).
const driver = `${copy}/driver/conn.mjs`;
writeFileSync(
  driver,
  readFileSync(driver, 'utf8').replace(
    'Host: ${opt.host}:',
    "Host: ${opt.ws.path.startsWith('/ws?') ? 'localhost' : opt.host}:",
  ),
);
// W1 with sixteen senders.
const load = `${copy}/driver/load.mjs`;
const W1 = 'W1: { rooms: 1, members: 100, senders: 4, secs: 20 }';
writeFileSync(
  load,
  readFileSync(load, 'utf8').replace(W1, `${W1}, W1s16: { rooms: 1, members: 100, senders: 16, secs: 20 }`),
);
rmSync(`${copy}/results`, { recursive: true, force: true });
appendFileSync(
  `${copy}/peers.mjs`,
  `
peers['node-socketio'].cmd = (d) => ['${values['native-node']}', 'servers/node_sio.mjs', '4120', d + '/chat.db', 'wal'];
import { populate } from '${root}/bench/peers/accounts.ts';
peers.parley = {
  port: ${PORT}, proto: 'parley', settle: 1500,
  cmd: (d) => [N, '${root}/local/run.ts', '--port', '${PORT}', '--data', d + '/data', '--cdk-out', '${cdkOut}', '--context', 'sendLimit=1000000'],
  ready: (d) => populate(${PORT}, ${Number(values.people)}, process.env.PARLEY_BENCH_POPULATION),
};
`,
);
const passed = ['peers', 'workloads', 'runs', 'secs', 'tries'] as const;
execFileSync(
  process.execPath,
  ['bench.mjs', ...passed.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]))],
  {
    cwd: copy,
    stdio: 'inherit',
    env: { ...process.env, PARLEY_BENCH_POPULATION: `${copy}/population.json` },
  },
);
const asked = process.argv.slice(2).filter((word, at, words) => !OWN.has(word) && !OWN.has(words[at - 1] ?? ''));
const figures = figuresOf(`${copy}/results`, ['npm run bench -- peers --from FOLDER', ...asked].join(' '));
process.stdout.write(`${figures}\n`);
if (values.write !== undefined) {
  const page = readFileSync(values.write, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`${values.write} has no ${BEGIN} … ${END}`);
  writeFileSync(values.write, `${page.slice(0, before)}${BEGIN}\n\n${figures}\n\n${page.slice(after)}`);
}
