import { fitOf, LAST_SIGHT, type LastSight, type Sketch } from './sketch.ts';

/** A page that takes more characters than this is not worth the reading at the next start. */
const MOST = 250_000;
/** Where the engine notes who is logged in. */
const ACCOUNT = 'parley-account';
/** Of what looks, these are what it looks by; who it is for, where it leads and what it is called by stay out. */
const LOOKS =
  /^(?:class|role|dir|lang|rows|placeholder|hidden|disabled|data-.*|aria-(?:current|selected|expanded|pressed|checked))$/;
/** Nothing that lies above the page or out of sight, and nothing that loads. */
const LEFT_OUT = '[data-kept],dialog,[popover],script,img,iframe,[aria-live]:not([role="log"])';

/** Keeps what is on screen whenever the person looks away or leaves: they may not come back to this page. */
export function keepLastSight(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep();
  });
}

function keep(): void {
  // What the last start showed still stands for what the app has not drawn yet.
  if (document.querySelector('body > [inert]')) return;
  try {
    const text = JSON.stringify(sight());
    if (text.length <= MOST && text !== 'null') localStorage.setItem(LAST_SIGHT, text);
    else localStorage.removeItem(LAST_SIGHT);
  } catch {
    // Without it the next start takes a little longer.
  }
}

/** Only of a conversation, and of somebody who is logged in: other screens are not where one comes back to. */
function sight(): LastSight | null {
  const root = document.getElementById('root');
  if (!root?.querySelector('[data-row]') || localStorage.getItem(ACCOUNT) === null) return null;
  const data = Object.fromEntries(
    Object.entries(document.documentElement.dataset).map(([name, value = '']) => [name, value]),
  );
  return { fit: fitOf(), path: location.pathname, data, parts: partsOf(root) };
}

const partsOf = (element: Element): readonly Sketch[] =>
  [...element.childNodes].flatMap((node) => {
    if (node instanceof Text) return node.data;
    return node instanceof HTMLElement || node instanceof SVGElement ? (sketchOf(node) ?? []) : [];
  });

function sketchOf(element: HTMLElement | SVGElement): Sketch | null {
  if (element.matches(LEFT_OUT) || isOff(element)) return null;
  const { localName: tag, style, scrollTop } = element;
  const isDrawing = element instanceof SVGElement;
  const attributes = Object.fromEntries(
    [...element.attributes]
      .filter(({ name }) => (isDrawing ? name !== 'style' && name !== 'id' : LOOKS.test(name)))
      .map(({ name, value }) => [name, value]),
  );
  const parts = element instanceof HTMLTextAreaElement ? [element.value] : partsOf(element);
  return {
    tag,
    ...(isDrawing && { space: 'http://www.w3.org/2000/svg' as const }),
    attributes,
    ...(style.length > 0 && { style: style.cssText }),
    ...(scrollTop > 0 && { top: scrollTop }),
    parts,
  };
}

/** A row of a list that is not on screen; its place is kept by the list. */
function isOff(element: Element): boolean {
  if (!element.hasAttribute('data-index')) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom < 0 || top > innerHeight;
}
