/** How soon the page answers: a switch of conversations, a keystroke, one's own message. At a quarter of the processor's speed. */
import type { Page } from '@playwright/test';
import { composer, inside, place } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { textOf } from '../letters.ts';
import type { Answer } from '../in-page/answers.ts';
import { ms, quantile, spread } from '../percentiles.ts';
import { type Stage, visit } from '../stage.ts';

const TIMES = 60;
/** Between two inputs, milliseconds: a fast writer's. */
const PAUSE_MS = 60;
const LONG_DRAFT = 6_000;

export async function measureAnswers(stage: Stage): Promise<readonly Figure[]> {
  const { garden, harbour } = stage.places;
  const { page, context } = await visit(stage, { as: stage.team.ada, slower: 4 });
  for (const { path, name } of [harbour, garden]) {
    await page.goto(path);
    await inside(page, `#${name}`);
  }
  await page.waitForFunction(() => window.probe.shownAt > 0);
  await place(page, 'harbour').click();
  await inside(page, '#harbour');
  const switches = await answersTo(page, 'switch', (at) => place(page, at % 2 === 0 ? 'garden' : 'harbour').click());
  await composer(page).focus();
  const keys = await answersTo(page, 'key', pressLetter(page));
  await composer(page).fill(longDraft());
  const late = await answersTo(page, 'key', pressLetter(page));
  await composer(page).fill('');
  const sends = await answersTo(page, 'send', async (at) => {
    await composer(page).fill(`My own message ${at}`);
    await page.waitForTimeout(PAUSE_MS);
    await page.keyboard.press('Enter');
  });
  await context.close();
  const bare = await inEmptyPage(stage);
  return [
    slowest('switch to a conversation that is kept, click → its last message on screen', switches, 0.95, 50),
    slowest('keystroke → frame that shows it', keys, 0.95, 20),
    slowest(`keystroke in a draft of ${LONG_DRAFT} characters → frame that shows it`, late, 0.95, 20),
    {
      what: 'the same keystroke in an empty page with one text field: what the browser alone takes',
      measured: spread(times(bare), 0.95),
    },
    frames('own message, Enter → frame that shows it', sends),
  ];
}

const times = (answers: readonly Answer[]): readonly number[] => answers.map((answer) => answer.ms);

const slowest = (what: string, answers: readonly Answer[], part: number, most: number): Figure =>
  atMost(what, spread(times(answers), part), quantile(times(answers), part), most, 'ms (p95)');

function frames(what: string, answers: readonly Answer[]): Figure {
  const later = answers.filter((answer) => answer.frames > 1).length;
  const worst = Math.max(...answers.map((answer) => answer.frames));
  const measured = `in the next frame ${answers.length - later} of ${answers.length} times, at worst ${worst} frames; ${spread(times(answers))}, worst ${ms(Math.max(...times(answers)))}`;
  return atMost(what, measured, worst, 1, 'frame');
}

/** Keystrokes in a text field that nothing else is beside. */
async function inEmptyPage(stage: Stage): Promise<readonly Answer[]> {
  const { page, context } = await visit(stage, { slower: 4 });
  const body = '<!doctype html><main><textarea rows="1" autofocus></textarea></main>';
  await page.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('/empty');
  const answers = await answersTo(page, 'key', pressLetter(page));
  await context.close();
  return answers;
}

const pressLetter = (page: Page) => (at: number) => page.keyboard.press('abcdefgh'[at % 8] ?? 'a');

/** Does something so many times, each after the answer to the one before. */
async function answersTo(
  page: Page,
  what: 'key' | 'send' | 'switch',
  act: (at: number) => Promise<void>,
): Promise<readonly Answer[]> {
  await page.evaluate((watched) => window.probe.watch(watched), what);
  for (let at = 0; at < TIMES; at += 1) {
    await act(at);
    await page.evaluate((count) => window.probe.seen(count), at + 1);
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate(() => window.probe.take());
}

function longDraft(): string {
  let draft = '';
  for (let at = 1; draft.length < LONG_DRAFT; at += 1) draft += `${textOf(at)} `;
  return draft.slice(0, LONG_DRAFT);
}
