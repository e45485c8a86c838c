import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { account, inside, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

const language = (page: Page) => page.locator('html');

test('before log-in Parley speaks as the browser does', async ({ visit }) => {
  const german = await visit(server, { locale: 'de-AT' });
  await expect(german.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await expect(language(german)).toHaveAttribute('lang', 'de');
  await german.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('ada');
  await german.getByRole('button', { name: 'Anmelden' }).click();
  await expect(german.getByText('Gib eine E-Mail-Adresse ein, wie ada@example.org.')).toBeVisible();

  const french = await visit(server, { locale: 'fr-FR' });
  await expect(french.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(language(french)).toHaveAttribute('lang', 'en');
});

test('the language is a setting, takes effect at once, stays, and reaches other tabs', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await inside(ada, '#general');
  await say(ada, 'In any language');
  const other = await ada.context().newPage();
  await other.goto(server.url);
  await inside(other, '#general');

  await account(ada, 'Appearance');
  await ada.getByRole('group', { name: 'Language' }).getByRole('radio', { name: 'Deutsch' }).check();
  await expect(ada.getByRole('heading', { name: 'Darstellung' })).toBeVisible();
  await expect(ada.getByRole('group', { name: 'Sprache' }).getByRole('radio', { name: 'Deutsch' })).toBeFocused();
  await expect(ada).toHaveTitle(/^Darstellung · Einstellungen/);
  await expect(other.getByRole('textbox', { name: 'Nachricht an #general' })).toBeVisible();

  await ada.reload();
  await expect(ada.getByRole('heading', { name: 'Darstellung' })).toBeVisible();
  await expect(language(ada)).toHaveAttribute('lang', 'de');
  await ada.getByRole('link', { name: 'Zurück zu den Unterhaltungen' }).click();
  await expect(ada.getByRole('navigation', { name: 'Unterhaltungen' })).toBeVisible();
  await expect(ada.getByRole('button', { name: /^Heute/ }).first()).toBeVisible();
  await expect(row(ada, 'In any language').getByRole('time').first()).toHaveAttribute(
    'title',
    /^(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag), /,
  );

  await ada.getByRole('button', { name: 'Kanal erstellen' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Kanal erstellen' });
  await dialog.getByLabel('Name').fill('general');
  await dialog.getByRole('button', { name: 'Kanal erstellen' }).click();
  await expect(dialog.getByText('Einen Kanal mit diesem Namen gibt es schon. Wähl einen anderen Namen.')).toBeVisible();
});
