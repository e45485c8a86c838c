import { useEffect } from 'react';

/** Keeps `--view-height` at what the on-screen keyboard leaves: some browsers draw it over the page. */
export function useViewportHeight(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const { style } = document.documentElement;
    const follow = () => {
      if (view.scale > 1.01) return;
      style.setProperty('--view-height', `${view.height}px`);
      if (view.offsetTop > 0) window.scrollTo(0, 0);
    };
    view.addEventListener('resize', follow);
    view.addEventListener('scroll', follow);
    return () => {
      view.removeEventListener('resize', follow);
      view.removeEventListener('scroll', follow);
      style.removeProperty('--view-height');
    };
  }, []);
}
