import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { lazily } from '../../../web/src/ui/lazily.tsx';

const Page = ({ name }: { readonly name: string }) => createElement('h1', null, name);
const Wait = ({ name }: { readonly name: string }) => createElement('p', null, `${name} comes`);

test('what was fetched before is shown at once, and it is fetched once', async () => {
  const { promise, resolve } = Promise.withResolvers<{ default: typeof Page }>();
  let fetched = 0;
  const Later = lazily(() => {
    fetched += 1;
    return promise;
  }, 'wait');
  const shown = () => renderToStaticMarkup(createElement(Later, { name: 'Ada' }));
  expect(shown()).toBe('wait');
  Later.preload();
  expect(shown()).toBe('wait');
  resolve({ default: Page });
  await expect.poll(shown).toBe('<h1>Ada</h1>');
  Later.preload();
  await promise;
  expect(fetched).toBe(1);
});

test('until it comes, what is shown in its place knows what it will be', async () => {
  const Later = lazily(async () => ({ default: Page }), Wait);
  const shown = () => renderToStaticMarkup(createElement(Later, { name: 'Ada' }));
  expect(shown()).toBe('<p>Ada comes</p>');
  Later.preload();
  await expect.poll(shown).toBe('<h1>Ada</h1>');
});

test('a preload that fails is tried again', async () => {
  let online = false;
  const Later = lazily(async () => {
    if (!online) throw new Error('offline');
    return { default: Page };
  }, 'wait');
  const shown = () => renderToStaticMarkup(createElement(Later, { name: 'Bob' }));
  Later.preload();
  await Promise.resolve();
  online = true;
  expect(shown()).toBe('wait');
  Later.preload();
  await expect.poll(shown).toBe('<h1>Bob</h1>');
});
