import { firstParts, firstPlace, isKnown } from './early.ts';
import '@fontsource-variable/inter/index.css';
import './ui/base.css';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { browserEnvironment } from './client/browser.ts';
import { closeEarly } from './client/early.ts';
import { createEngine } from './client/engine.ts';
import { rootOptions, watchErrors } from './errors/watch.ts';
import { startLanguage } from './i18n/language.ts';
import { followPreferences } from './preferences/store.ts';

/** What is kept is there in a moment; who drew before that would draw twice. Nobody waits longer for it. */
const MOMENT_MS = 150;

watchErrors();
followPreferences();
const language = startLanguage();
const engine = createEngine(browserEnvironment());
const started = engine.start(firstPlace);
closeEarly();

/** Resolves when the page is there, and its styles: what runs early waits for nothing, and fetches this file, too. */
const parsed = new Promise<void>((resolve) => {
  // The page's own script of this file, which waits for both, comes before that.
  if (document.readyState === 'complete') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve());
});

/** Resolves when there is something to show. */
async function shown(): Promise<void> {
  const kept = isKnown && new Promise<void>((resolve) => engine.store.subscribe('start', resolve));
  const moment = new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  await Promise.all([parsed, language, Promise.race([moment, Promise.all([firstParts, kept])])]);
}

async function open(): Promise<void> {
  await shown();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root');
  createRoot(root, rootOptions).render(
    <StrictMode>
      <App engine={engine} />
    </StrictMode>,
  );
}
void open();

/** What is kept for the next visit comes after what this one needs. Without a network the next visit sees to it. */
async function keep(): Promise<void> {
  await started;
  const { install, uninstall } = await import('./installed.ts');
  await (import.meta.env.PROD ? install() : uninstall());
}
void keep().catch(() => undefined);
