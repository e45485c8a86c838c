/** Runs a fixture like `npm start` runs the template: `run-fixture.ts <cdk.out> <data folder>`. */
import { explained, runUntilStopped } from '../../../local/run.ts';
import { complain, say } from '../../../local/terminal.ts';

const [, , cdkOut = '', dataDir = ''] = process.argv;
try {
  const options = { port: 0, cdkOut, dataDir, reset: false, faithful: false, context: {} };
  const { url } = await runUntilStopped(options);
  say(url);
} catch (error) {
  complain(explained(error));
  process.exit(1);
}
