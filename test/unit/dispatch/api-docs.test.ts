import { expect, test } from 'vitest';
import { findDocument } from '../../../lambdas/dispatch/api-docs/documents.ts';
import { CONTRACTS } from '../../../protocol/contracts.ts';

const parsed = (name: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(findDocument(name)?.body ?? 'null');
  return typeof value === 'object' && value !== null ? { ...value } : {};
};

/** Every `$ref` of a document, resolved in it. */
function brokenReferences(document: unknown): readonly string[] {
  const broken: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') {
      const found = value
        .slice(2)
        .split('/')
        .reduce<unknown>((at, part) => (typeof at === 'object' && at ? Reflect.get(at, part) : undefined), document);
      if (found === undefined) broken.push(value);
    }
    return value;
  });
  return broken;
}

const over = (transport: 'http' | 'socket'): readonly string[] =>
  Object.entries(CONTRACTS)
    .filter(([, contract]) => (contract.transports as readonly string[]).includes(transport))
    .map(([name]) => name);

test('OpenAPI describes every action over HTTP', () => {
  const document = parsed('openapi.json');
  expect(document['openapi']).toBe('3.1.0');
  expect(Object.keys(document['paths'] ?? {})).toEqual(over('http').map((name) => `/api/${name}`));
  expect(brokenReferences(document)).toEqual([]);
});

test('AsyncAPI describes every action over the socket', () => {
  const document = parsed('asyncapi.json');
  const messages = Object.keys(
    Object(Reflect.get(Object(Reflect.get(Object(document['channels']), 'socket')), 'messages')),
  );
  const frames = over('socket').flatMap((name) => [name, `${name}.reply`]);
  expect(messages).toEqual([...frames, 'events', 'keepAlive', 'refused', 'failed']);
  expect(brokenReferences(document)).toEqual([]);
});

test('the page shows every action, links only to what it has, and holds nothing that a strict policy stops', () => {
  const page = findDocument('')?.body ?? '';
  for (const name of Object.keys(CONTRACTS)) expect(page).toContain(`id="${name}"`);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  for (const target of targets) expect(page).toContain(`id="${target}"`);
  expect(page).not.toMatch(/<script|<style|style=|\son\w+=|https?:\/\/(?!your\.host)/);
});

test('there are no other files', () => {
  for (const name of ['constructor', '../secret', 'openapi', '__proto__']) expect(findDocument(name)).toBeUndefined();
});
