import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { at, render, resourcesOf, synthesise } from './template.ts';

interface EdgeRequest {
  uri: string;
  headers: Record<string, { value: string }>;
}

const template = synthesise();

/** Runs a CloudFront function of the template, alone, as the edge does. */
function run(name: string, request: EdgeRequest): EdgeRequest {
  const found = resourcesOf(template, 'AWS::CloudFront::Function').find(([id]) => id.includes(name));
  const code = render(at(found?.[1].Properties, 'FunctionCode'));
  const result: unknown = runInNewContext(`${code}; JSON.stringify(handler(${JSON.stringify({ request })}))`);
  return JSON.parse(String(result)) as EdgeRequest;
}

test.each([
  ['/', '/index.html'],
  ['/w/abc/c/def', '/index.html'],
  ['/invite/v1.2/', '/index.html'],
  ['/index.html', '/index.html'],
  ['/assets/index-1a2b.js', '/assets/index-1a2b.js'],
  ['/favicon.svg', '/favicon.svg'],
])('the app serves %s by %s', (uri, served) => {
  expect(run('AppRoutes', { uri, headers: {} }).uri).toBe(served);
});

test('the origin learns which host the viewer asked, whatever the viewer claims', () => {
  const headers = { host: { value: 'chat.example.org' }, 'x-parley-host': { value: 'evil.example' } };
  const sent = run('ViewerHost', { uri: '/api/message.send', headers });
  expect(sent).toEqual({
    uri: '/api/message.send',
    headers: { host: { value: 'chat.example.org' }, 'x-parley-host': { value: 'chat.example.org' } },
  });
});
