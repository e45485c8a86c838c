import { describe, expect, test } from 'vitest';
import { cameByEdge, ownOrigin, toHeaders, viewerAddress } from '../../../lambdas/dispatch/edge.ts';

describe('the viewer’s address', () => {
  test.for([
    ['203.0.113.7:51234', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6:443', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::6:443', '2001:db8:1:2'],
    ['2001:db8::6:443', '2001:db8:0:0'],
    ['::1:443', '0:0:0:0'],
    ['[2001:db8:1:2::6]:443', '2001:db8:1:2'],
    ['', 'unknown'],
  ] as const)('%s counts as %s', ([header, address]) => {
    expect(viewerAddress({ 'cloudfront-viewer-address': header })).toBe(address);
  });
});

const asked = (origin: string, host: string) => ownOrigin({ origin, 'x-parley-host': host })?.protocol ?? null;

describe('our own origin', () => {
  test('is the host that the browser asked', () => {
    expect(asked('https://chat.example', 'chat.example')).toBe('https:');
    expect(asked('https://chat.example', 'CHAT.example:443')).toBe('https:');
    expect(asked('https://chat.example:8443', 'chat.example:8443')).toBe('https:');
  });

  test('is plain http on one’s own machine only', () => {
    expect(asked('http://localhost:4000', 'localhost:4000')).toBe('http:');
    expect(asked('http://192.168.1.7:4000', '192.168.1.7:4000')).toBe('http:');
    expect(asked('http://[::1]:4000', '[::1]:4000')).toBe('http:');
    expect(asked('http://chat.example', 'chat.example')).toBeNull();
    expect(asked('http://1.2.3.4.evil.example', '1.2.3.4.evil.example')).toBeNull();
  });
});

test('a header that came twice is no header of ours', () => {
  const headers = toHeaders({ 'X-Parley-Origin': 'secret' }, { 'X-Parley-Origin': ['wrong', 'secret'] });
  expect(cameByEdge(headers, 'secret')).toBe(false);
  expect(cameByEdge(toHeaders({ 'X-Parley-Origin': 'secret' }), 'secret')).toBe(true);
  expect(cameByEdge({}, 'secret')).toBe(false);
});
