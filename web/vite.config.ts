import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { chunks } from './chunks.ts';
import { shortName } from './short-names.ts';
import { shell, WORKER } from './shell-plugin.ts';

/** Every style sheet names the layers first: their order must not depend on which of them the bundler puts in front. */
const layers: Plugin = {
  name: 'layers',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.css') ? { code: `@layer tokens, base, components;\n${code}`, map: null } : null,
};

const SCREENS = /\/(?:frame|pages|places)-[^/]+$/;

/** The page loads only files of its own origin: no inlined assets, so that the strict content security policy holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [layers, react(), shell(join(import.meta.dirname, 'public'))],
  css: { modules: { generateScopedName: shortName } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      // The list of what each part needs would come before the first screen: only screens and the places beside have one, other parts ask for it.
      resolveDependencies: (file, needs, { hostType }) => (hostType === 'html' || SCREENS.test(file) ? needs : []),
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
        codeSplitting: { groups: chunks() },
      },
    },
  },
});
