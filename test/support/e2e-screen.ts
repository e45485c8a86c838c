/** The screens of Parley as a person finds their way in them: by roles and names. */
import { expect, type Locator, type Page } from '@playwright/test';
import { mailedCode, PASSWORD, type Served } from './e2e-person.ts';

export const composer = (page: Page): Locator =>
  page.getByRole('form', { name: 'Write a message' }).getByRole('textbox', { name: /^Message / });
export const log = (page: Page): Locator => page.getByRole('log');
export const rows = (page: Page): Locator => log(page).getByRole('article');
/** The message with this text; `hasText` compares parts. */
export const row = (page: Page, text: string | RegExp): Locator => rows(page).filter({ hasText: text });
export const places = (page: Page): Locator => page.getByRole('navigation', { name: 'Conversations' });
/** A conversation in the sidebar by its whole accessible name or a pattern of it. */
export const place = (page: Page, name: string | RegExp): Locator =>
  places(page).getByRole('link', typeof name === 'string' ? { name, exact: true } : { name });

/** Writes a message and waits until the server has it. */
export async function say(page: Page, text: string): Promise<void> {
  await write(page, text);
  await expect(row(page, text)).toBeVisible();
  await expect(row(page, text).getByText('Sending …')).toHaveCount(0);
}

/** Writes a message, whatever becomes of it; with a finger by the button, as Enter makes a new line there. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches))
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
  else await composer(page).press('Enter');
}

/** Texts of the messages on screen, top to bottom, without the name and the time. */
export const texts = (page: Page): Promise<readonly string[]> => rows(page).locator('p').allInnerTexts();

/** The conversation is on screen and its socket is up. */
export async function inside(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  await expect(composer(page)).toBeVisible();
}

/** Opens one's own account menu and chooses. */
export async function account(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

export async function fillLogIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  const form = page.getByRole('form', { name: 'Log in' });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Log in' }).click();
}

/** Fills the sign-up page and the code from the mail, whose last digit confirms. */
export async function fillSignUp(page: Page, server: Served, name: string, email: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Create your account' });
  await form.getByLabel('Your name').fill(name);
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.getByLabel('Code').fill(await mailedCode(server, email));
}
