import type { Locator, Page } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { inside, log, row, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, PHONE, test } from '../support/e2e-test.ts';
import { lossyWire } from '../support/e2e-wire.ts';

const server = serve({ sendLimit: 1_000 });
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

const bar = (page: Page): Locator => page.getByRole('status').filter({ hasText: /You are offline|Reconnecting/ });

/** Seconds to the next try, as the bar says; 0 when it says none. */
const secondsLeft = async (page: Page): Promise<number> =>
  Number(/Next try in (?<seconds>\d+) s/.exec((await bar(page).allInnerTexts()).join(' '))?.groups?.['seconds'] ?? 0);

test('the bar counts down to the next try, and a press does not wait for it', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await ada.clock.install();
  await ada.reload();
  await inside(ada, '#general');
  // What tells of the connection comes right after the first frame.
  await ada.waitForLoadState('networkidle');
  await server.kill();
  await expect(bar(ada)).toContainText('What you write is sent once Parley answers.');
  await expect
    .poll(async () => {
      await ada.clock.runFor(2_000);
      return secondsLeft(ada);
    })
    .toBeGreaterThan(3);
  // The moment must still be to come when the browser hears of it.
  await expect(async () => ada.clock.pauseAt(await ada.evaluate(() => Date.now() + 100))).toPass();
  const seconds = await secondsLeft(ada);
  await ada.clock.runFor(1_000);
  await expect.poll(() => secondsLeft(ada)).toBe(seconds - 1);

  await server.start();
  await expect(bar(ada)).toBeVisible();
  await bar(ada).getByRole('button', { name: 'Try now' }).click();
  // The clock stands still: nothing but the press has brought it back.
  await expect(bar(ada)).toHaveCount(0);
});

/** Waits until this message rests in its list. @returns every place that it had since then, frame by frame */
async function watchPlace(list: Locator, text: string): Promise<() => Promise<readonly (number | null)[]>> {
  await list.evaluate(async (scroller, wanted) => {
    const places = new Set<number | null>();
    Object.assign(scroller, { places });
    const look = (): void => {
      const one = [...scroller.querySelectorAll('article')].find((article) => article.textContent.includes(wanted));
      const place = one && one.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      places.add(place === undefined ? null : Math.round(place));
      requestAnimationFrame(look);
    };
    look();
    for (let resting = 0; resting < 10; resting++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (places.size > 1) {
        places.clear();
        resting = 0;
      }
    }
  }, text);
  return () => list.evaluate((scroller) => [...(scroller as HTMLElement & { readonly places: Set<number> }).places]);
}

test('after hours asleep it catches up, and who reads stays where they are', async ({ visit }) => {
  const channelId = await createChannel(team, 'night');
  const { seq } = await team.bob.say(channelId, 'Where she reads');
  for (let index = 1; index <= 45; index++) await team.bob.say(channelId, `Evening ${index}.`);
  const ada = await visit(server, { as: team.ada, ...PHONE });
  await ada.clock.install();
  const wire = await lossyWire(ada);
  await ada.goto(`/w/${team.workspace.workspaceId}/c/${channelId}/m/${seq}`);
  await inside(ada, '#night');
  await expect(row(ada, 'Where she reads')).toBeInViewport();
  // Names come a moment after the messages, and this one takes a second line.
  await expect(log(ada).getByText(/^Ada Lovelace added Bob Babbage and Cy/)).toBeVisible();
  const places = await watchPlace(log(ada), 'Where she reads');

  await ada.context().setOffline(true);
  for (let index = 1; index <= 60; index++) await team.bob.say(channelId, `Night ${index}.`);
  const edited = await team.bob.say(channelId, 'Written in the dark');
  await team.bob.call('message.edit', { channelId, seq: edited.seq, text: 'Put right in the morning' });
  await ada.clock.fastForward('07:00:00');
  await ada.context().setOffline(false);
  await expect(bar(ada)).toHaveCount(0);
  await expect(ada.getByRole('button', { name: /new|Jump to latest/ }).last()).toBeVisible();
  await team.bob.say(channelId, 'Good morning');
  await expect(ada.getByRole('button', { name: /\d+\+? new/ })).toBeVisible();
  const seen = await places();
  expect(seen).not.toContain(null);
  const all = seen.map(Number);
  expect(Math.max(...all) - Math.min(...all)).toBeLessThan(2);

  await ada.getByRole('button', { name: /\d+\+? new/ }).click();
  await expect(row(ada, 'Good morning')).toBeInViewport();
  await expect(row(ada, 'Put right in the morning')).toHaveCount(1);
  await expect(row(ada, 'Night 60.')).toHaveCount(1);
  await expect(row(ada, 'Night 59.')).toHaveCount(1);

  // Who is at the end with a message of their own stays with it, however much comes before it: also what is told after it.
  await ada.context().setOffline(true);
  await write(ada, 'From a tunnel');
  for (let index = 1; index <= 40; index++) await team.bob.say(channelId, `Day ${index}.`);
  Object.assign(wire, { up: 'kept', keeps: '"sync.changes"' });
  await ada.context().setOffline(false);
  await expect(ada.getByText('Sending …')).toHaveCount(0);
  await expect(row(ada, 'From a tunnel')).toBeInViewport();
  wire.letGo();
  await expect(row(ada, 'Day 40.')).toBeInViewport();
  await expect(row(ada, 'From a tunnel')).toBeInViewport();
});
