/** What the driver measured, as Markdown: medians of the runs that nobody disturbed, with ratios to the bare loop and to socket.io. */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** One run, as far as it is shown; times in microseconds. */
interface Run {
  readonly acked_per_s?: number;
  readonly lat_us?: Quantiles;
  readonly cpu_s_per_1000_deliveries?: number;
  readonly rss_kib?: number;
  readonly connects_per_s?: number;
  readonly server_cpu_ms_per_connect?: number;
  readonly kib_per_conn?: number;
  readonly foreign_cpu_pct: number;
}

/** One peer under one workload. */
interface Result {
  readonly peer: string;
  readonly runs: readonly Run[];
}

/** Foreign load in percent of a core above which a run counts as disturbed. */
const DISTURBED = 10;
const BARE = 'ws-bare';
const SOCKET_IO = 'node-socketio';

const LOAD = ['', 'acks/s', 'to bare ws', 'to socket.io', 'CPU s per 1,000 deliveries', 'p50 / p99 ms', 'RSS MiB'];
const IDLE = ['', 'connects/s', 'CPU ms per connect', 'KiB per connection'];
const LAST = ['runs', 'foreign load %'];

/** Tables of all results in a folder, by workload. @param command what measured them */
export function figuresOf(folder: string, command: string): string {
  const byWorkload = Map.groupBy(readRuns(folder), ({ workload }) => workload);
  const tables = [...byWorkload]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([workload, runs]) => {
      const results = [...Map.groupBy(runs, ({ peer }) => peer)].map(([peer, of]) => ({ peer, runs: undisturbed(of) }));
      return workload === 'W3' ? idleTable(workload, results) : loadTable(workload, results);
    });
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version.slice(1)}`;
  const head = `${new Date().toISOString().slice(0, 10)}, ${machine}. Written by \`${command}\`.`;
  return [head, ...tables].join('\n\n');
}

function readRuns(folder: string): readonly (Run & { readonly peer: string; readonly workload: string })[] {
  return readdirSync(folder).flatMap((file) => {
    const [, peer, workload] = /^(.+)\.(W\d(?:s\d+)?)\.\d+\.json$/.exec(file) ?? [];
    if (peer === undefined || workload === undefined) return [];
    const run = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Run;
    return [{ ...run, peer, workload }];
  });
}

/** Those runs that nobody disturbed; all when each was. */
function undisturbed(runs: readonly Run[]): readonly Run[] {
  const quiet = runs.filter((run) => run.foreign_cpu_pct <= DISTURBED);
  return quiet.length > 0 ? quiet : runs;
}

function loadTable(workload: string, results: readonly Result[]): string {
  const acks = (peer: string): number =>
    median(results.find((result) => result.peer === peer)?.runs ?? [], (run) => run.acked_per_s);
  const rows = results.map(({ peer, runs }) => [
    peer,
    round(
      median(runs, (run) => run.acked_per_s),
      0,
    ),
    round(acks(peer) / acks(BARE), 2),
    round(acks(peer) / acks(SOCKET_IO), 2),
    round(
      median(runs, (run) => run.cpu_s_per_1000_deliveries),
      4,
    ),
    `${round(median(runs, (run) => run.lat_us?.p50) / 1000, 2)} / ${round(median(runs, (run) => run.lat_us?.p99) / 1000, 1)}`,
    round(median(runs, (run) => run.rss_kib) / 1024, 0),
    ...quality(runs),
  ]);
  return table([workload, ...LOAD.slice(1), ...LAST], rows);
}

function idleTable(workload: string, results: readonly Result[]): string {
  const rows = results.map(({ peer, runs }) => [
    peer,
    round(
      median(runs, (run) => run.connects_per_s),
      0,
    ),
    round(
      median(runs, (run) => run.server_cpu_ms_per_connect),
      2,
    ),
    round(
      median(runs, (run) => run.kib_per_conn),
      1,
    ),
    ...quality(runs),
  ]);
  return table([workload, ...IDLE.slice(1), ...LAST], rows);
}

const quality = (runs: readonly Run[]): readonly string[] => [
  String(runs.length),
  round(Math.max(...runs.map((run) => run.foreign_cpu_pct)), 0),
];

/** NaN without values. */
function median(runs: readonly Run[], of: (run: Run) => number | undefined): number {
  const values = runs
    .map(of)
    .filter((value) => value !== undefined)
    .toSorted((a, b) => a - b);
  return values[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

const round = (value: number, digits: number): string => (Number.isNaN(value) ? '' : value.toFixed(digits));

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
