import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { inside, place, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import { framesTo } from '../support/e2e-wire.ts';

const server = serve();
const WITHIN = { timeout: 2_000 };
let team: Team;
let secret: string;
test.beforeAll(async () => {
  team = await found(server);
  secret = await createChannel(team, 'secret', 'private');
});

test('somebody removed from a private channel loses it at once', async ({ visit }) => {
  const path = `/w/${team.workspace.workspaceId}/c/${secret}`;
  const ada = await visit(server, { as: team.ada, path });
  const bob = await visit(server, { as: team.bob });
  const cy = await visit(server, { as: team.cy, path });
  const frames = framesTo(bob);
  await bob.goto(path);
  for (const page of [ada, bob, cy]) await inside(page, '#secret');
  await say(ada, 'All three of us');
  await expect(row(bob, 'All three of us')).toBeVisible();

  await ada.getByRole('button', { name: /^\d+ members?$/ }).click();
  await ada.getByRole('button', { name: 'Remove Bob Babbage' }).click();
  await expect(bob.getByRole('heading', { name: 'This conversation is not here for you' })).toBeVisible(WITHIN);
  await expect(bob.getByText('You are no longer in #secret')).toBeVisible();
  await expect(bob.getByText('All three of us')).toHaveCount(0);
  await expect(place(bob, /secret/)).toHaveCount(0);
  await expect(cy.getByText('Ada Lovelace removed Bob Babbage.')).toBeVisible();

  await say(ada, 'Now it is the two of us');
  await expect(row(cy, 'Now it is the two of us')).toBeVisible();
  await say(cy, 'Cosy');
  await expect(row(ada, 'Cosy')).toBeVisible();

  await place(bob, 'general').click();
  await place(ada, /^general/).click();
  await inside(ada, '#general');
  await say(ada, 'Hello to all');
  await expect(row(bob, 'Hello to all')).toBeVisible();
  await bob.goto(path);
  await expect(bob.getByRole('heading', { name: 'This conversation is not here for you' })).toBeVisible();
  await expect(bob.getByText('It is private, gone, or the address is mistyped.')).toBeVisible();
  expect(frames.some((frame) => frame.includes('All three of us'))).toBe(true);
  expect(frames.filter((frame) => /two of us|Cosy/.test(frame))).toEqual([]);
});

test('somebody removed from the workspace loses all of it at once', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  const bob = await visit(server, { as: team.bob });
  const cy = await visit(server, { as: team.cy });
  const frames = framesTo(bob);
  await bob.reload();
  for (const page of [ada, bob, cy]) await inside(page, '#general');
  await say(ada, 'Good morning');
  await expect(row(bob, 'Good morning')).toBeVisible();

  await ada.getByRole('button', { name: 'Workspace menu' }).click();
  await ada.getByRole('menuitem', { name: 'People', exact: true }).click();
  await ada.getByRole('button', { name: 'More about Bob Babbage' }).click();
  await ada.getByRole('menuitem', { name: 'Remove from workspace' }).click();
  await expect(bob.getByRole('heading', { name: 'You are not in this workspace' })).toBeVisible(WITHIN);
  await expect(bob.getByText(`You are no longer in ${team.workspace.name}`)).toBeVisible();
  await expect(ada.getByRole('list', { name: 'People', exact: true }).getByText('Bob Babbage')).toHaveCount(0);
  await ada.getByRole('button', { name: 'Close' }).click();

  await say(ada, 'Bob has left us');
  await expect(row(cy, 'Bob has left us')).toBeVisible();
  await bob.reload();
  await expect(bob.getByRole('heading', { name: 'You are not in this workspace' })).toBeVisible();
  await expect(bob.getByText('Good morning')).toHaveCount(0);
  await bob.getByRole('button', { name: 'Go to my conversations' }).click();
  await expect(bob.getByRole('heading', { name: 'Welcome, Bob Babbage' })).toBeVisible();
  expect(frames.some((frame) => frame.includes('Good morning'))).toBe(true);
  expect(frames.filter((frame) => frame.includes('left us'))).toEqual([]);
});
