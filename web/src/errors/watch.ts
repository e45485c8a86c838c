import type { RootOptions } from 'react-dom/client';
import type { Panel } from '../../../protocol/client-errors.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

/** Names the build; the sources as they are have no such name, and nobody is told of their errors. */
const app = /-(?<hash>[\w-]{8})\.js$/.exec(import.meta.url)?.groups?.['hash'];

async function told(error: unknown, panel: Panel): Promise<void> {
  if (app === undefined) return;
  try {
    const { report } = await import('./report.ts');
    report(error, panel, app);
  } catch {
    // Without a network there is nobody to tell.
  }
}

const tell = (error: unknown, panel: Panel): void => void told(error, panel);

function show(error: unknown, panel: Panel): void {
  console.error(error); // oxlint-disable-line no-console -- what React does itself when nobody listens
  tell(error, panel);
}

/** What React caught, and what it did not. */
export const rootOptions: RootOptions = {
  onCaughtError: (error, { errorBoundary }) =>
    show(error, errorBoundary instanceof ErrorBoundary ? errorBoundary.props.panel : 'page'),
  onUncaughtError: (error) => show(error, 'page'),
};

/** Hears of the errors that nobody caught. */
export function watchErrors(): void {
  window.addEventListener('error', ({ error }: { readonly error: unknown }) => tell(error, 'background'));
  window.addEventListener('unhandledrejection', ({ reason }) => tell(reason, 'background'));
}
