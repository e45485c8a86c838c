import { useEffect, useState, type RefObject } from 'react';
import { useEngine } from '../../engine-context.ts';

/**
 * Keeps the presence of people current, of each from when they come on screen until the list goes.
 * @param list holds a child for each of them
 */
export function useWatch(
  people: readonly { readonly userId: string }[] | null,
  list: RefObject<HTMLElement | null>,
): void {
  const engine = useEngine();
  const [watched] = useState(() => new Map<string, () => void>());
  useEffect(() => {
    const lines = [...(list.current?.children ?? [])];
    const observer = new IntersectionObserver((seen) => {
      const shown = seen.filter(({ isIntersecting }) => isIntersecting);
      const ids = shown.flatMap(({ target }) => people?.[lines.indexOf(target)]?.userId ?? []);
      const others = ids.filter((userId) => !watched.has(userId));
      if (others.length === 0) return;
      const stop = engine.watchPresence(others);
      for (const userId of others) watched.set(userId, stop);
    });
    for (const line of lines) observer.observe(line);
    return () => observer.disconnect();
  }, [engine, people, list, watched]);
  useEffect(
    () => () => {
      for (const stop of new Set(watched.values())) stop();
      watched.clear();
    },
    [engine, watched],
  );
}
