import { showLastSight } from './last-sight/show.ts';

/** What the screen will need is on its way while the app begins. */
function fetchAhead(screen: 'frame' | 'pages'): void {
  for (const file of document.querySelector('script')?.dataset[screen]?.split(' ') ?? []) {
    const link = { rel: 'modulepreload', crossOrigin: '', href: `/${file}` };
    document.head.append(Object.assign(document.createElement('link'), link));
  }
}

const app = () => import('./main.tsx');
const isSeen = showLastSight();
fetchAhead(isSeen || location.pathname.startsWith('/w/') ? 'frame' : 'pages');
// The app takes the processor for a while: what there is to see comes first. A page that is not looked at has no frames.
if (isSeen && !document.hidden) requestAnimationFrame(() => setTimeout(app));
else void app();
