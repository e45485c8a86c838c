/** A local runtime in a process of its own, on a template that is already built. Tells its URL to the parent. */
import { ENV } from '../../lambdas/runtime/env-names.ts';
import { runUntilStopped } from '../../local/run.ts';

const [cdkOut = '', dataDir = '', port = '0', sendLimit = ''] = process.argv.slice(2);
const options = {
  cdkOut,
  dataDir,
  port: Number(port),
  reset: false,
  faithful: false,
  context: {},
  environment: sendLimit === '' ? {} : { [ENV.sendLimit]: sendLimit },
};
const { url } = await runUntilStopped(options);
process.send?.({ url });
