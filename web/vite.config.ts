import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { chunks, CHUNKS } from './chunks.ts';
import { shortName } from './short-names.ts';
import { firstPaint, shell, WORKER } from './shell-plugin.ts';

/** Every style sheet names the layers first: their order must not depend on which of them the bundler puts in front. */
const layers: Plugin = {
  name: 'layers',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.css') ? { code: `@layer tokens, base, components;\n${code}`, map: null } : null,
};

/** A part is asked for as it is: the parts that a screen loads need nothing that is not there (`chunks.ts`), and styles are one file. */
const loads: Plugin = {
  name: 'loads',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

/** The page loads only files of its own origin: no inlined assets, so that the strict content security policy holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [layers, loads, react(), firstPaint, shell(join(import.meta.dirname, 'public'))],
  css: { modules: { generateScopedName: shortName } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needs, { hostType }) => (hostType === 'html' ? needs : []),
    },
    license: false,
    rolldownOptions: {
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      input: {
        index: join(import.meta.dirname, 'index.html'),
        'service-worker': join(import.meta.dirname, 'src/service-worker/worker.ts'),
      },
      output: {
        // It controls every path below its own.
        entryFileNames: ({ name }) => (name === 'service-worker' ? WORKER : 'assets/[name]-[hash].js'),
        // What a start runs is compiled while it comes, on a thread beside: https://v8.dev/blog/explicit-compile-hints
        postBanner: ({ name }) => (CHUNKS.includes(name) ? '//# allFunctionsCalledOnLoad' : ''),
        codeSplitting: { groups: chunks() },
      },
    },
  },
});
