import { found, type Team } from '../support/e2e-person.ts';
import { inside, row, say, texts, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import { lossyWire } from '../support/e2e-wire.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

/** Ada writes while her wire loses what goes in one direction, and reloads. */
for (const lost of ['up', 'down'] as const) {
  const arrives = lost === 'up' ? 'never arrived' : 'arrived, but the answer did not come back';
  test(`a reload after a message ${arrives} delivers it exactly once`, async ({ visit }) => {
    const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
    const wire = await lossyWire(ada);
    await ada.reload();
    await inside(ada, '#general');
    await inside(bob, '#general');
    await expect.poll(() => wire.heard).toBeGreaterThan(0);
    await say(ada, `Before what is lost ${lost}`);

    wire[lost] = 'lost';
    await write(ada, `Written when ${lost} was lost`);
    await expect(row(ada, `Written when ${lost}`).getByText('Sending …')).toBeVisible();
    if (lost === 'down') await expect(row(bob, `Written when ${lost}`)).toBeVisible();

    wire[lost] = 'passes';
    await ada.reload();
    await inside(ada, '#general');
    await say(bob, `Answered after ${lost}`);
    const expected = [`Before what is lost ${lost}`, `Written when ${lost} was lost`, `Answered after ${lost}`];
    for (const page of [ada, bob]) {
      await expect(row(page, `Answered after ${lost}`)).toBeVisible();
      await expect(row(page, `Written when ${lost}`)).toHaveCount(1);
    }
    await expect(ada.getByText('Sending …')).toHaveCount(0);
    await expect.poll(async () => (await texts(bob)).slice(-3).toSorted()).toEqual(expected.toSorted());
    expect(await texts(ada)).toEqual(await texts(bob));
  });
}
