import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, place, row, rows, say, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const ARCHIVED = 'This channel is archived: it can be read, not written to.';
const server = serve();
let team: Team;
let path: string;
test.beforeAll(async () => {
  team = await found(server);
  path = `/w/${team.workspace.workspaceId}/c/${await createChannel(team, 'old-times')}`;
});

test('an archived channel is read, not written to, until it comes back', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, path });
  const bob = await visit(server, { as: team.bob, path });
  await inside(bob, '#old-times');
  await say(ada, 'Those were the days');
  await expect(row(bob, 'Those were the days')).toBeVisible();

  await bob.context().setOffline(true);
  await write(bob, 'My friend');
  await ada.getByRole('button', { name: /^\d+ members?$/ }).click();
  await ada.getByRole('button', { name: 'Archive channel' }).click();
  await expect(ada.getByRole('status').filter({ hasText: ARCHIVED })).toBeVisible();
  await bob.context().setOffline(false);
  await expect(bob.getByRole('status').filter({ hasText: ARCHIVED })).toBeVisible();
  await expect(composer(bob)).toHaveCount(0);
  await expect(bob.getByText('Ada Lovelace archived this channel.')).toBeVisible();
  await expect(row(bob, 'My friend').getByRole('alert')).toContainText('Not sent.');
  await expect(row(bob, 'My friend').getByRole('alert')).toContainText(/archived/i);
  await expect(row(ada, 'My friend')).toHaveCount(0);

  await ada.getByRole('button', { name: 'Unarchive', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
  await row(bob, 'My friend').getByRole('button', { name: 'Retry' }).click();
  await expect(row(ada, 'My friend')).toBeVisible();
  await expect(rows(bob)).toHaveCount(2);
  await expect(bob.getByText('Not sent.')).toHaveCount(0);
  await expect(place(bob, 'old-times')).toBeVisible();
});
