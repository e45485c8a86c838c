/** Whether everything on the screen can be got at: for small windows, large text and zoom. */
import type { Page } from '@playwright/test';

/** What sticks out, is cut off or lies under something else, one line each; looked at in the foremost layer. */
export const unreachable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    // The window may have just got its size: what follows it is told in its next frame.
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const faults: string[] = [];
    const HIDES = new Set(['hidden', 'clip']);
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth - innerWidth} px wider than the window`);
    const layers = document.querySelectorAll('dialog[open], [popover]:popover-open');
    const scope = [...layers].at(-1) ?? document.body;
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}”`;
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
    const isSeen = (element: Element): boolean =>
      !element.closest('[inert]') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 2;

    for (const control of scope.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')) {
      if (!isSeen(control)) continue;
      control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) faults.push(`${nameOf(control)} sticks out of the window`);
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const target = control.closest('label') ?? control;
      // Suggestions go away with the next key.
      if (hit?.closest('[role=listbox]') && !control.closest('[role=listbox]')) continue;
      if (!hit || !target.contains(hit)) faults.push(`${nameOf(control)} lies under ${hit ? nameOf(hit) : 'nothing'}`);
    }
    for (const box of scope.querySelectorAll<HTMLElement>('*')) {
      if (!isSeen(box) || box.clientWidth === 0 || box.closest('svg, [aria-hidden]')) continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const isShort = textOverflow === 'ellipsis';
      if (HIDES.has(overflowX) && !isShort && box.scrollWidth > box.clientWidth + 1)
        faults.push(`${nameOf(box)} is cut off at its side`);
      if (HIDES.has(overflowY) && !isShort && box.scrollHeight > box.clientHeight + 2)
        faults.push(`${nameOf(box)} is cut off at its foot`);
      const { left, right } = box.getBoundingClientRect();
      if (box.childElementCount === 0 && (left < -1 || right > innerWidth + 1) && !box.closest('pre'))
        faults.push(`${nameOf(box)} leaves the window`);
    }
    return faults;
  });
