import { lazily } from '../../ui/lazily.tsx';

/** The page for an address that leads nowhere, which hardly anybody ever needs. */
export const Nowhere = lazily(async () => ({ default: (await import('./not-found.tsx')).NotFound }));
