import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every style sheet names the layers first: their order must not depend on which of them the bundler puts in front. */
const layers: Plugin = {
  name: 'layers',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.css') ? { code: `@layer tokens, base, components;\n${code}`, map: null } : null,
};

/** The page loads only files of its own origin: no inlined assets, so that the strict content security policy holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [layers, react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    license: false,
  },
});
