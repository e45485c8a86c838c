import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page loads only files of its own origin: no inlined assets, so that the strict content security policy holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: false,
  },
});
