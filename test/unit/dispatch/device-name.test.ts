import { expect, test } from 'vitest';
import { deviceName } from '../../../lambdas/dispatch/device-name.ts';

const chrome = (system: string, name: string): string =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${name}`;

test.each([
  [chrome('X11; Linux x86_64', 'Chrome/141.0.0.0 Safari/537.36'), 'Chrome on Linux'],
  [chrome('X11; Linux x86_64', 'HeadlessChrome/141.0.0.0 Safari/537.36'), 'Chrome on Linux'],
  [chrome('Windows NT 10.0; Win64; x64', 'Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0'), 'Edge on Windows'],
  [
    chrome('Linux; Android 10; K', 'SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36'),
    'Samsung Internet on Android',
  ],
  [chrome('iPhone; CPU iPhone OS 18_6 like Mac OS X', 'Version/18.6 Mobile/15E148 Safari/604.1'), 'Safari on iPhone'],
  [chrome('Macintosh; Intel Mac OS X 10_15_7', 'Version/18.6 Safari/605.1.15'), 'Safari on macOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['curl/8.5.0', 'Another program'],
  ['', 'Another program'],
])('%s is called %s', (agent, name) => expect(deviceName(agent)).toBe(name));
