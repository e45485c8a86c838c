import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { ParleyStack } from '../lib/parley-stack.ts';
import { readSettings } from '../lib/settings.ts';

const webBuild = fileURLToPath(new URL('../web/dist', import.meta.url));

const app = new App({ analyticsReporting: false });
const settings = readSettings(app.node.getAllContext());
const isBuilt = existsSync(join(webBuild, 'index.html'));
if (!isBuilt && settings.webApp === 'required')
  throw new Error('there is no built web app: run `npm run build` first, or give `-c webApp=optional` to do without');
new ParleyStack(app, 'Parley', { description: 'Parley: team chat', settings, ...(isBuilt && { webBuild }) });
app.synth();
