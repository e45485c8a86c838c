import { useEffect, useRef } from 'react';
import type { Pages } from '../hooks/use-pages.ts';
import { t } from '../i18n/t.ts';
import { Button } from '../ui/button.tsx';

/** The rest of a list that comes in pages: it comes by itself when its end is in sight, or when it is asked for. */
export function MoreButton<T>({ pages }: { readonly pages: Pages<T> }) {
  const end = useRef<HTMLDivElement>(null);
  const { more, busy, error, loadMore } = pages;
  const latest = useRef(loadMore);
  useEffect(() => {
    latest.current = loadMore;
  });
  useEffect(() => {
    // What was refused is asked for again by hand only.
    if (!more || busy || error !== null || !end.current) return;
    const sight = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
    });
    sight.observe(end.current);
    return () => sight.disconnect();
  }, [more, busy, error]);
  if (!more) return null;
  return (
    <div ref={end}>
      <Button busy={busy} onClick={loadMore}>
        {t('Show more')}
      </Button>
    </div>
  );
}
