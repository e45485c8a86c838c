import type { Engine } from './client/engine.ts';
import { EngineContext } from './engine-context.ts';
import { useAttention } from './hooks/use-attention.ts';
import { useLanguage } from './i18n/language.ts';
import { t } from './i18n/t.ts';
import { Routes } from './routes.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { ToastProvider } from './ui/toast.tsx';

/** The screens of Parley on an engine that runs. */
export function App({ engine }: { readonly engine: Engine }) {
  useAttention(engine);
  useLanguage();
  return (
    <EngineContext value={engine}>
      <ToastProvider>
        <ErrorBoundary title={t('Parley could not be shown')} panel="page">
          <Routes />
        </ErrorBoundary>
      </ToastProvider>
    </EngineContext>
  );
}
