import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { ParleyStack } from '../lib/parley-stack.ts';
import { readSettings } from '../lib/settings.ts';

const webBuild = fileURLToPath(new URL('../web/dist', import.meta.url));

const app = new App({ analyticsReporting: false });
new ParleyStack(app, 'Parley', {
  description: 'Parley: team chat',
  settings: readSettings((name) => app.node.tryGetContext(name)),
  ...(existsSync(webBuild) ? { webBuild } : {}),
});
app.synth();
