import { takeEarlyKeys } from './early-keys.ts';
import { type Drawn, fitOf, LAST_SIGHT, type LastSight } from './sketch.ts';

/** It stands at most this long, should the app have nothing to show in its place. */
const LONGEST_MS = 5_000;
/** Frames until the list of the app stands where it belongs. */
const FRAMES = 3;

/**
 * Shows what was on screen when the app was left, until the app has drawn its own. It can be looked at, not used; what is
 * typed meanwhile goes to the composer.
 * @returns whether there was anything to show
 */
export function showLastSight(): boolean {
  try {
    // It was written by `keep`, of this build when it fits.
    const sight = JSON.parse(localStorage.getItem(LAST_SIGHT) ?? 'null') as LastSight | null;
    if (sight?.fit !== fitOf() || ![sight.path, '/'].includes(location.pathname)) return false;
    Object.assign(document.documentElement.dataset, sight.data);
    const cover = draw({ tag: 'div', attributes: { inert: '', 'aria-hidden': 'true' }, parts: sight.parts });
    document.body.append(cover);
    liftInTime(cover);
    return true;
  } catch {
    // The app starts without it.
    return false;
  }
}

function draw({ tag, space, attributes, style = '', top, parts }: Drawn): Element {
  const element = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name] ?? '');
  // The content security policy has no objection to this way.
  element.style.cssText = style;
  element.append(...parts.map((part) => (typeof part === 'string' ? part : draw(part))));
  // As soon as it has a place, before it is painted.
  if (top) requestAnimationFrame(() => (element.scrollTop = top));
  return element;
}

/** Takes the cover away when messages, or anything to fill in, stand behind it. */
function liftInTime(cover: Element): void {
  let drawn = 0;
  const handKeys = takeEarlyKeys();
  const look = (): void => {
    if (document.querySelector('#root :is([data-row],input)')) drawn += 1;
    if (drawn < FRAMES) requestAnimationFrame(look);
    else {
      cover.remove();
      handKeys();
    }
  };
  look();
  setTimeout(() => (drawn = FRAMES), LONGEST_MS);
}
