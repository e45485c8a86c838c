import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { found } from '../support/e2e-person.ts';
import { unreachable } from '../support/e2e-reach.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  type Scene,
  setScene,
  type Stop,
  walkChannel,
  walkConversations,
  walkDialogs,
  walkOutside,
  walkSettings,
  walkSheet,
  walkTrouble,
} from '../support/e2e-walk.ts';

const server = serve({ sendLimit: 1_000 });
let scene: Scene;
test.beforeAll(async () => {
  scene = await setScene(await found(server));
});
test.setTimeout(480_000);
test.use({ actionTimeout: 15_000 });

/** All rules, those of WCAG 2.2 too. There are no frames from elsewhere, which is what the slower mode is for. */
const axe = (page: Page) =>
  new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
    .setLegacyMode(true);

/** What axe finds, one line each. */
async function faults(builder: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
}

const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []));

/** As the setting does. */
const textSize = (page: Page, size: string): Promise<void> =>
  page.evaluate((value) => {
    document.documentElement.dataset['textSize'] = value;
  }, size);

interface Looks {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly isMobile: boolean;
  /** A window in which everything must still be within reach. */
  readonly small: { readonly width: number; readonly height: number };
}

/**
 * At every stop all rules, and everything within reach in the small window; on a desktop the colours of the dark, too, on a
 * phone large text.
 */
function look(
  page: Page,
  { viewport, colorScheme, isMobile, small }: Looks,
): { readonly stop: Stop; readonly seen: () => readonly string[] } {
  const seen: string[] = [];
  const note = (where: string, lines: readonly string[]) => void seen.push(...lines.map((line) => `${where}: ${line}`));
  const stop: Stop = async (where) => {
    note(where, await faults(axe(page)));
    // It shows both side by side, and is as long as all of them together.
    if (where === '/dev/ui') return note(where, await tooWide(page));
    if (colorScheme === 'light') {
      await page.emulateMedia({ colorScheme: 'dark' });
      const colours = axe(page).options({ runOnly: ['color-contrast'], resultTypes: ['violations'] });
      note(`${where}, dark`, await faults(colours));
      await page.emulateMedia({ colorScheme });
    }
    await page.mouse.move(0, 0);
    await page.setViewportSize(small);
    note(`${where}, ${small.width} px`, await unreachable(page));
    await page.setViewportSize(viewport);
    if (!isMobile) return;
    await textSize(page, 'largest');
    note(`${where}, largest text`, await unreachable(page));
    await textSize(page, 'medium');
  };
  return { stop, seen: () => seen };
}

const DESKTOP: Looks = {
  viewport: { width: 1280, height: 800 },
  colorScheme: 'light',
  isMobile: false,
  small: { width: 640, height: 400 },
};
const PHONE: Looks = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  isMobile: true,
  small: { width: 320, height: 640 },
};

for (const [name, looks] of [
  ['a desktop, at 200 % zoom', DESKTOP],
  ['a phone in the dark, 320 px wide', PHONE],
] as const) {
  test(`every screen and dialog is for everyone: ${name}`, async ({ visit }) => {
    const { viewport, colorScheme, isMobile } = looks;
    const options = { viewport, colorScheme, isMobile, hasTouch: isMobile };
    const guest = await visit(server, options);
    const outside = look(guest, looks);
    await walkOutside(guest, scene, `dana${viewport.width}@example.org`, outside.stop);

    const ada = await visit(server, { as: scene.ada, path: scene.general, ...options });
    const within = look(ada, looks);
    await walkConversations(ada, scene, within.stop);
    await walkChannel(ada, scene, within.stop);
    await walkTrouble(ada, scene, within.stop);
    if (isMobile) await walkSheet(ada, scene, within.stop);
    await walkDialogs(ada, isMobile ? `/w/${scene.workspace.workspaceId}` : scene.general, within.stop);
    await walkSettings(ada, within.stop);
    expect([...outside.seen(), ...within.seen()]).toEqual([]);
  });
}
