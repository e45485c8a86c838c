import { join } from 'node:path';
import { Load, type Tally } from './load.ts';
import { freePort, kill, startRuntime } from './runtime.ts';

export interface KillOptions {
  readonly rounds: number;
  readonly people: number;
  /** For the data and the list of people. */
  readonly folder: string;
  readonly say?: (line: string) => void;
}

/** Options of a runtime under load: nobody is slowed down, and no other runtime's template is written over. */
export const UNDER_LOAD = ['--context', 'sendLimit=1000000', '--cdk-out', '.build/bench-cdk.out'];

/** Kills the runtime by SIGKILL in the middle of the load, starts it again, and so on; then compares. */
export async function killRounds({ rounds, people, folder, say = () => undefined }: KillOptions): Promise<Tally> {
  const port = await freePort();
  const data = join(folder, 'data');
  let runtime = await startRuntime(port, data, UNDER_LOAD);
  try {
    const load = await Load.prepare(port, folder, people);
    for (let round = 1; round <= rounds; round++) {
      await load.connect();
      await load.flows(Math.ceil(Math.random() * 200));
      await kill(runtime, 'SIGKILL');
      runtime = await startRuntime(port, data, UNDER_LOAD);
      say(`round ${round}: ${load.acknowledged} acknowledged`);
    }
    await load.connect();
    await load.finish();
    load.close();
    return await load.tally();
  } finally {
    await kill(runtime, 'SIGTERM');
  }
}
