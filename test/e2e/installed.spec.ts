import { keptOn } from '../support/e2e-device.ts';
import { found, type Team } from '../support/e2e-person.ts';
import { composer, inside, row, rows, say, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('once visited, it opens without a network, and what is written then is sent later', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, serviceWorkers: 'allow' });
  await inside(ada, '#general');
  await say(ada, 'Before the flight');
  await ada.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => ada.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await expect.poll(() => keptOn(ada, 'timelines')).toContain('Before the flight');

  await ada.context().setOffline(true);
  await ada.reload();
  await inside(ada, '#general');
  await expect(row(ada, 'Before the flight')).toBeVisible();
  await write(ada, 'Above the clouds');
  await expect(rows(ada).getByText('Sending …')).toHaveCount(1);
  await ada.goto(`${server.url}/settings/appearance`);
  await expect(ada.getByRole('heading', { name: 'Appearance' })).toBeVisible();
  await ada.goBack();
  await inside(ada, '#general');

  await ada.context().setOffline(false);
  const bob = await visit(server, { as: team.bob });
  await expect(row(bob, 'Above the clouds')).toHaveCount(1);
});

test('it can be installed, and the service worker stays away from the API', async ({ visit, request }) => {
  const ada = await visit(server, { as: team.ada, serviceWorkers: 'allow' });
  await expect(composer(ada)).toBeVisible();
  const manifest = await request.get(`${server.url}/manifest.webmanifest`);
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  const { icons } = (await manifest.json()) as { readonly icons: readonly { readonly src: string }[] };
  for (const { src } of icons) expect((await request.get(server.url + src)).status()).toBe(200);
  await ada.evaluate(() => navigator.serviceWorker.ready);
  const kept = await ada.evaluate(async () => {
    const caches = await window.caches.keys();
    const paths = await Promise.all(
      caches.map(async (name) =>
        (await (await window.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      ),
    );
    return paths.flat();
  });
  expect(kept).toContain('/index.html');
  expect(kept.filter((path) => path.startsWith('/api') || path.startsWith('/w/'))).toEqual([]);
});
