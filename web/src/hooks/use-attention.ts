import { useEffect } from 'react';
import type { Engine } from '../client/engine.ts';

/** Tells the engine when the person comes back or leaves, and when the network goes and returns. */
export function useAttention(engine: Engine): void {
  useEffect(() => {
    const tell = () => engine.attention(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', tell);
    window.addEventListener('focus', tell);
    window.addEventListener('online', tell);
    window.addEventListener('offline', engine.networkLost);
    tell();
    return () => {
      document.removeEventListener('visibilitychange', tell);
      window.removeEventListener('focus', tell);
      window.removeEventListener('online', tell);
      window.removeEventListener('offline', engine.networkLost);
    };
  }, [engine]);
}
