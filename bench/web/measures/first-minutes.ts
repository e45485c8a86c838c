/** From nothing to a conversation of two: what it asks of people, and how long the machine takes. */
import type { Locator, Page } from '@playwright/test';
import { mailedCode, PASSWORD } from '../../../test/support/e2e-person.ts';
import { composer, inside, log } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { type Stage, visit } from '../stage.ts';

/** A slow typist's keystroke and click with its finding, milliseconds: 40 words a minute. */
const KEY_MS = 300;
const CLICK_MS = 1_500;
const MINUTE_MS = 60_000;

/** Does what a person does, and counts it. */
class Hands {
  clicks = 0;
  keys = 0;
  readonly screens = new Set<string>();
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** Into the field that has the focus already, or after a click on it. */
  async type(target: Locator, text: string): Promise<void> {
    await target.waitFor();
    if (!(await target.evaluate((field) => field === document.activeElement))) await this.click(target);
    this.keys += text.length;
    await target.pressSequentially(text);
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.#page.keyboard.press(key);
  }

  async sees(heading: string): Promise<void> {
    await this.#page.getByRole('heading', { name: heading }).first().waitFor();
    this.screens.add(heading);
  }
}

export async function measureFirstMinutes(stage: Stage): Promise<readonly Figure[]> {
  const began = performance.now();
  const eve = await visit(stage);
  const founder = new Hands(eve.page);
  const link = await founds(stage, eve.page, founder);
  const founding = performance.now() - began;
  const second = performance.now();
  const finn = await visit(stage);
  const joiner = new Hands(finn.page);
  await joins(stage, finn.page, joiner, link);
  const joining = performance.now() - second;
  await eve.context.close();
  await finn.context.close();
  return [
    figure('sign up → confirm → workspace → invite → first message', founder, founding),
    figure('invite link → sign up → confirm → first message', joiner, joining),
  ];
}

function figure(what: string, { clicks, keys, screens }: Hands, machineMs: number): Figure {
  const whole = machineMs + clicks * CLICK_MS + keys * KEY_MS;
  const measured = `${clicks} clicks, ${keys} keystrokes, ${screens.size} screens, ${(machineMs / 1000).toFixed(1)} s of the machine; with ${CLICK_MS / 1000} s a click and ${KEY_MS / 1000} s a keystroke ${Math.round(whole / 1000)} s`;
  return atMost(what, measured, whole, MINUTE_MS, 'ms').met === true
    ? { what, measured, aim: '< 1 min', met: true }
    : { what, measured, aim: '< 1 min', met: false };
}

async function signsUp(stage: Stage, page: Page, hands: Hands, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@example.org`;
  await hands.type(page.getByLabel('Your name'), name);
  await hands.press('Tab');
  await hands.type(page.getByLabel('E-mail address'), email);
  await hands.press('Tab');
  await hands.type(page.getByLabel('Password', { exact: true }), PASSWORD);
  await hands.press('Enter');
  await hands.sees('Check your mail');
  await hands.type(page.getByLabel('Code'), await mailedCode(stage, email));
}

/** @returns the invite link */
async function founds(stage: Stage, page: Page, hands: Hands): Promise<string> {
  await page.goto('/');
  await hands.sees('Log in');
  await hands.click(page.getByRole('link', { name: 'Create an account' }));
  await hands.sees('Create your account');
  await signsUp(stage, page, hands, 'Eve');
  await hands.sees('Welcome, Eve');
  await hands.type(page.getByLabel('Name of the workspace'), 'Looms');
  await hands.press('Enter');
  await inside(page, '#general');
  hands.screens.add('#general');
  await hands.click(page.getByRole('button', { name: 'Invite people', exact: true }));
  await hands.click(page.getByRole('button', { name: 'Create invite link' }));
  const link = await page.getByLabel('Invite link').inputValue();
  await hands.press('Escape');
  await says(page, hands, 'Hello');
  return link;
}

async function joins(stage: Stage, page: Page, hands: Hands, link: string): Promise<void> {
  await page.goto(link);
  await hands.sees('Join Looms');
  await signsUp(stage, page, hands, 'Finn');
  await inside(page, '#general');
  hands.screens.add('#general');
  await says(page, hands, 'Hi Eve');
}

async function says(page: Page, hands: Hands, text: string): Promise<void> {
  await hands.type(composer(page), text);
  await hands.press('Enter');
  await log(page).getByText(text, { exact: true }).waitFor();
}
