/** `npm run dev`: the local runtime with the web app served from its sources, reloaded as they change. */
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { buildAll } from './build/build.ts';
import type { WebFront } from './host.ts';
import { HELP, readOptions } from './options.ts';
import { explained, ROOT, runUntilStopped } from './run.ts';
import { complain, say } from './terminal.ts';

async function main(args: readonly string[]): Promise<void> {
  try {
    const options = readOptions(args, ROOT);
    if (options === undefined) {
      say(HELP.replace('npm start', 'npm run dev'));
      return;
    }
    await buildAll({ root: ROOT, say, web: false, ...options });
    const { url } = await runUntilStopped(options, viteFront());
    say(`\n  Parley runs at  ${url} and reloads with web/src\n  Mails land at   ${url}/dev/inbox\n`);
  } catch (error) {
    complain(explained(error));
    process.exitCode = 1;
  }
}

function viteFront(): WebFront {
  let vite: ViteDevServer | undefined;
  return {
    attach: async (server) => {
      vite = await createServer({
        root: join(ROOT, 'web'),
        configFile: join(ROOT, 'web', 'vite.config.ts'),
        server: { middlewareMode: true, hmr: { server } },
      });
    },
    request: (request, response) => vite?.middlewares(request, response),
    owns: (request) => request.headers['sec-websocket-protocol']?.startsWith('vite-') === true,
    stop: async () => vite?.close(),
  };
}

await main(process.argv.slice(2));
