import { readFileSync, writeFileSync } from 'node:fs';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { DockerImage } from 'aws-cdk-lib/core';
import type { BundlingOptions } from 'aws-cdk-lib/core';

/** Some dependencies still call `require`, which an ES module lacks. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * How one entry becomes `index.mjs`; what it imports dynamically (the SDK adapters) goes into chunks of its own, so a
 * runtime that brings its own ports never loads them.
 */
function bundleOptions(entry: string, outdir: string) {
  return {
    entryPoints: { index: entry },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: REQUIRE },
    logLevel: 'error',
  } satisfies BuildOptions;
}

/**
 * Bundles an entry into a folder. What makes up for `require` stays in the files whose dependencies call it: it costs a
 * module and a function for each file that an entry loads. @returns what went where
 */
export function bundle(entry: string, outdir: string): Metafile {
  const { metafile } = buildSync({ ...bundleOptions(entry, outdir), metafile: true });
  for (const file of Object.keys(metafile.outputs).filter((name) => name.endsWith('.mjs'))) {
    const text = readFileSync(file, 'utf8');
    // An empty line in its place keeps the source map right.
    if (text.startsWith(REQUIRE) && !/\brequire\b/.test(text.slice(REQUIRE.length)))
      writeFileSync(file, text.slice(REQUIRE.length));
  }
  return metafile;
}

/** Bundling by the local esbuild; no container is ever started. */
export function bundling(entry: string): BundlingOptions {
  return {
    image: DockerImage.fromRegistry('none'),
    /** Tells the entries apart in the CDK's cache of assets, which skips functions. */
    command: ['esbuild', entry],
    local: {
      tryBundle(outdir) {
        bundle(entry, outdir);
        return true;
      },
    },
  };
}
