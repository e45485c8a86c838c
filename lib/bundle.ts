import { type BuildOptions, buildSync } from 'esbuild';
import { DockerImage } from 'aws-cdk-lib/core';
import type { BundlingOptions } from 'aws-cdk-lib/core';

/** Some dependencies still call `require`, which an ES module lacks. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * How one entry becomes `index.mjs`; what it imports dynamically (the SDK adapters) goes into chunks of its own, so a
 * runtime that brings its own ports never loads them.
 */
export function bundleOptions(entry: string, outdir: string) {
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

/** Bundling by the local esbuild; no container is ever started. */
export function bundling(entry: string): BundlingOptions {
  return {
    image: DockerImage.fromRegistry('none'),
    /** Tells the entries apart in the CDK's cache of assets, which skips functions. */
    command: ['esbuild', entry],
    local: {
      tryBundle(outdir) {
        buildSync(bundleOptions(entry, outdir));
        return true;
      },
    },
  };
}
