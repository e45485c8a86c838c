/** A walk past every screen and every dialog, to look at each of them in the same way. */
import { expect, type Page } from '@playwright/test';
import { createChannel, PASSWORD, type Team } from './e2e-person.ts';
import { composer, inside, log, row, write } from './e2e-screen.ts';

/** Called where the walk stops, with the name of what is on screen. */
export type Stop = (where: string) => Promise<void>;

/** What the walk needs to find. */
export interface Scene extends Team {
  readonly secret: string;
  readonly general: string;
  readonly archived: string;
  readonly unjoined: string;
  readonly direct: string;
  /** A channel in which things go wrong. */
  readonly troubled: string;
}

export async function setScene(team: Team): Promise<Scene> {
  const { ada, bob, cy } = team;
  const { workspaceId, generalChannelId } = team.workspace;
  const path = (channelId: string) => `/w/${workspaceId}/c/${channelId}`;
  const text = `Some **bold** words, \`code\`, a [link](https://example.org) and <@${ada.userId}>.\n\n> Quoted`;
  await bob.say(generalChannelId, text);
  await ada.say(generalChannelId, '```\nlet there = "code";\n```\n\n1. one\n2. two');
  const { secret } = await ada.call('invite.create', { workspaceId, role: 'member', uses: 9, expiresInSeconds: 3600 });
  const archived = await createChannel(team, 'old-plans');
  await ada.call('channel.describe', { channelId: archived, topic: 'What we once wanted', purpose: 'To remember' });
  await ada.call('channel.archive', { channelId: archived });
  const unjoined = await bob.call('channel.create', { workspaceId, name: 'reading-group', kind: 'public' });
  await bob.say(unjoined.own.channel.channelId, 'Who reads **Middlemarch** with me?');
  const direct = await ada.call('direct.start', { workspaceId, userIds: [cy.userId] });
  const troubled = await createChannel(team, 'sketches');
  return {
    ...team,
    secret,
    general: path(generalChannelId),
    archived: path(archived),
    unjoined: path(unjoined.own.channel.channelId),
    direct: path(direct.own.channel.channelId),
    troubled: path(troubled),
  };
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, exact: typeof name === 'string' });

/** Everything that people see who are not logged in. */
export async function walkOutside(page: Page, { secret }: Scene, email: string, stop: Stop): Promise<void> {
  for (const [path, name] of [
    ['/log-in', 'Log in'],
    ['/forgot-password', 'Forgot your password?'],
    ['/reset-password', 'Set a new password'],
    [`/invite/${secret}`, /^Join /],
    [`/invite/${'x'.repeat(43)}`, 'This invitation does not work'],
    ['/nowhere', 'There is nothing at this address'],
    ['/dev/ui', 'Primitives'],
    ['/sign-up', 'Create your account'],
  ] as const) {
    await page.goto(path);
    await expect(heading(page, name)).toBeVisible();
    await stop(path);
  }
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await stop('a refusal');
  await page.getByLabel('Your name').fill('Dana Scott');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
  await stop('/confirm');
}

/** Every kind of conversation, and what opens in it. */
export async function walkConversations(page: Page, scene: Scene, stop: Stop): Promise<void> {
  await page.goto(scene.archived);
  await expect(page.getByText('This channel is archived')).toBeVisible();
  await page.getByRole('button', { name: 'Details', exact: true }).last().click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await stop('archived channel, details');
  await page.goto(scene.unjoined);
  await expect(page.getByRole('button', { name: 'Join channel' })).toBeVisible();
  await row(page, 'Middlemarch').click();
  await expect(page.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
  await stop('channel to join');
  await page.goto(scene.general.replace(/[^/]+$/, 'C0000000000000000000000000'));
  await expect(heading(page, 'This conversation is not here for you')).toBeVisible();
  await stop('no access');
  await page.goto(scene.direct);
  await inside(page, 'Cy Curie');
  await stop('direct message');
  await page.goto(scene.general);
  await inside(page, '#general');
  await row(page, 'let there').hover();
  await expect(page.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
  await stop('conversation');
  await row(page, 'let there').hover();
  await page.getByRole('button', { name: 'Delete message' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await stop('delete');
  await page.keyboard.press('Escape');
  await row(page, 'let there').hover();
  await page.getByRole('button', { name: 'Edit message' }).click();
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeVisible();
  await stop('edit');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await composer(page).pressSequentially('@bo');
  await expect(page.getByRole('option', { name: /Bob Babbage/ })).toBeVisible();
  await stop('suggestions');
  await composer(page).fill('');
}

/** Much that is unread, and a conversation's own dialogs. */
export async function walkChannel(page: Page, { troubled, bob }: Scene, stop: Stop): Promise<void> {
  for (let number = 1; number <= 60; number += 1) await bob.say(idIn(troubled), `Sketch ${number}`);
  await page.goto(troubled);
  await inside(page, '#sketches');
  await expect(page.getByRole('separator', { name: 'New messages' })).toBeInViewport();
  await expect(page.getByRole('button', { name: '60 new' })).toBeVisible();
  await page.getByRole('button', { name: 'Today, jump to a date' }).first().click();
  const menu = page.getByRole('dialog', { name: 'Jump to a date' });
  await expect(menu).toBeVisible();
  await stop('unread, jump to a date');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);

  await page.getByRole('button', { name: 'Details', exact: true }).last().click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Edit topic' }).click();
  await expect(details.getByText('Bob Babbage')).toBeVisible();
  await stop('details, topic being edited');
  await details.getByRole('button', { name: 'Cancel' }).click();
  for (const [name, title] of [
    ['Add people', 'Add people to #sketches'],
    ['Leave', 'Leave #sketches?'],
  ] as const) {
    await details.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await stop(title);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
}

/** No network, a message that was not sent, and a text with its preview. */
export async function walkTrouble(page: Page, { troubled, ada }: Scene, stop: Stop): Promise<void> {
  const channelId = idIn(troubled);
  await page.goto(troubled);
  await inside(page, '#sketches');
  await page.context().setOffline(true);
  await write(page, 'Too late for this');
  await ada.call('channel.archive', { channelId });
  await page.context().setOffline(false);
  const discard = page.getByRole('button', { name: 'Discard' });
  await expect(discard).toBeVisible();
  await ada.call('channel.unarchive', { channelId });
  await page.getByRole('button', { name: 'Formatting' }).click();
  await composer(page).fill('**loud**');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('region', { name: 'Preview' }).locator('strong')).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible();
  await stop('offline, not sent, preview');
  await page.context().setOffline(false);
  await discard.click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await composer(page).fill('');
  await page.getByRole('button', { name: 'Formatting' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'You are offline.' })).toHaveCount(0);
}

/** What a finger brings that rests on a message. */
export async function walkSheet(page: Page, { general }: Scene, stop: Stop): Promise<void> {
  await page.goto(general);
  await inside(page, '#general');
  const held = log(page).getByText('Quoted');
  await held.tap();
  await expect(page.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
  const { x = 0, y = 0 } = (await held.boundingBox()) ?? {};
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + 8, y: y + 8 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await expect(page.getByRole('dialog', { name: 'Message actions' })).toBeVisible();
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await stop('message sheet');
}

const idIn = (path: string): string => path.split('/').at(-1) ?? '';

const DIALOGS = ['Browse channels', 'Create a channel', 'Start a direct message', 'Invite people'] as const;
const COMMANDS = ['People', 'Workspace settings'] as const;

/** The list of conversations, its menus and all dialogs; `home` shows the list. */
export async function walkDialogs(page: Page, home: string, stop: Stop): Promise<void> {
  await page.goto(home);
  const menu = page.getByRole('button', { name: 'Workspace menu' });
  await expect(menu).toBeVisible();
  const close = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  for (const name of DIALOGS) {
    await page.getByRole('button', { name, exact: true }).first().click();
    await settled(page, name);
    await stop(name);
    await close();
  }
  for (const name of COMMANDS) {
    await menu.click();
    if (name === 'People') await stop('workspace menu');
    await page.getByRole('menuitem', { name, exact: true }).click();
    await settled(page, name);
    await stop(name);
    if (name === 'People') await walkPeople(page, stop);
    else await close();
  }
  await page.getByRole('button', { name: 'Your account' }).click();
  await expect(page.getByRole('menuitem', { name: 'Log out' })).toBeVisible();
  await stop('account menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await settled(page, 'switcher');
  await stop('switcher');
  await close();
  await page.keyboard.press('?');
  await settled(page, 'shortcuts');
  await stop('shortcuts');
}

/** From the directory to what can be done with one of its people, and to their profile. */
async function walkPeople(page: Page, stop: Stop): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'More about Bob Babbage' }).click();
  await expect(page.getByRole('menuitem', { name: 'Remove from workspace' })).toBeVisible();
  await stop('what can be done with a person');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'Bob Babbage', exact: true }).click();
  const profile = page.getByRole('complementary', { name: 'Profile' });
  await expect(profile.getByText('Bob Babbage')).toBeVisible();
  await stop('profile');
  await page.getByRole('button', { name: 'Close profile' }).click();
  await expect(profile).toHaveCount(0);
}

/** The dialog is there with what it fetches. */
async function settled(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const fetched = {
    'Browse channels': /#general/,
    People: /Bob Babbage/,
    'Start a direct message': /Bob Babbage/,
    switcher: /general/,
  }[name];
  if (fetched) await expect(dialog.getByText(fetched).first()).toBeVisible();
}

/** Settings in all their sections, and the pages beside the workspaces. */
export async function walkSettings(page: Page, stop: Stop): Promise<void> {
  await page.goto('/settings/profile');
  const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) {
    await link.click();
    const name = await link.innerText();
    await expect(page.getByRole('main').getByRole('heading', { name, exact: true }).first()).toBeVisible();
    await stop(`settings, ${name}`);
  }
  await page.goto('/new-workspace');
  await expect(heading(page, 'Create a workspace')).toBeVisible();
  await stop('new workspace');
}
