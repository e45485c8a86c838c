/** Budgets of the built web app: what each first screen loads. */
import { ASSETS, loadedBy } from './bench/web/first-screen.ts';

export default [
  { name: 'web: sign-in as first screen, JavaScript', path: loadedBy('pages'), limit: '90 kB', brotli: true },
  {
    name: 'web: conversation as first screen, JavaScript',
    path: loadedBy('conversation'),
    limit: '110 kB',
    brotli: true,
  },
  { name: 'web: all styles', path: `${ASSETS}/*.css`, limit: '12 kB', brotli: true },
];
