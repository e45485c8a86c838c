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
import { install, uninstall } from './installed.ts';
import { startPreferences } from './preferences/store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
watchErrors();
startPreferences();
const language = startLanguage();
const engine = createEngine(browserEnvironment());
void engine.start();
void (import.meta.env.PROD ? install() : uninstall());
await language;
createRoot(root, rootOptions).render(
  <StrictMode>
    <App engine={engine} />
  </StrictMode>,
);
