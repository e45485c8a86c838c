/** The page that opens the app, and what the service worker keeps of it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const WORKER = 'sw.js';

/** Alphabets beyond these come when a text needs them. */
const LATER = /\.map$|inter-(?:cyrillic|greek|vietnamese)/;

const EARLY = /<script type="module" crossorigin (?=src="\/assets\/early-)/;

/** What runs early waits for nothing, style sheets neither, and nothing is painted before it has run. A browser that does not know `blocking` paints sooner. */
export const firstPaint: Plugin = {
  name: 'first-paint',
  apply: 'build',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      if (!EARLY.test(html)) throw new Error('the page has no early script');
      return html.replace(EARLY, '$&async blocking="render" ');
    },
  },
};

/**
 * Tells the service worker which files make up the app, and gives it a new name whenever one of them changes.
 * @param publicFolder files that are served under their own names
 */
export function shell(publicFolder: string): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const hash = createHash('sha256');
      const built = Object.values(bundle).filter(({ fileName }) => fileName !== WORKER && !LATER.test(fileName));
      for (const file of built) hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      const named = readdirSync(publicFolder);
      for (const name of named) hash.update(name).update(readFileSync(join(publicFolder, name)));
      const paths = [...built.map(({ fileName }) => fileName), ...named].map((name) => `/${name}`);
      worker.code = worker.code
        .replace('__SHELL_PATHS__', JSON.stringify(paths.toSorted()))
        .replace('__SHELL_HASH__', hash.digest('hex').slice(0, 16));
    },
  };
}
