import '@fontsource-variable/inter/index.css';
import './ui/base.css';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { browserEnvironment } from './client/browser.ts';
import { createEngine } from './client/engine.ts';
import { rootOptions, watchErrors } from './errors/watch.ts';
import { startLanguage } from './i18n/language.ts';
import { startPreferences } from './preferences/store.ts';
import { placeAt } from './remembered.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
watchErrors();
startPreferences();
const language = startLanguage();
const engine = createEngine(browserEnvironment());
const started = engine.start(placeAt(window.location.pathname));
await language;
createRoot(root, rootOptions).render(
  <StrictMode>
    <App engine={engine} />
  </StrictMode>,
);

/** What is kept for the next visit comes after what this one needs. Without a network the next visit sees to it. */
async function keep(): Promise<void> {
  await started;
  const { install, uninstall } = await import('./installed.ts');
  await (import.meta.env.PROD ? install() : uninstall());
}
void keep().catch(() => undefined);
