/** Mistakes in what pages are told that they may do, and in how they are put up. */
import { list, render } from '../template.ts';
import type { Fields, Template } from '../template.ts';
import { type Fault, inside, properties, replacing, resource, set, setting } from './damage.ts';

const header = (template: Template, name: string): Fields =>
  inside(
    properties(template, 'AWS::CloudFront::ResponseHeadersPolicy'),
    'ResponseHeadersPolicyConfig',
    'SecurityHeadersConfig',
    name,
  );

const csp = (name: string, from: string, to: string): Fault =>
  replacing(name, 'AWS::CloudFront::ResponseHeadersPolicy', '', from, to);

/** The deployment of the page itself, and that of what it names. */
const PAGE = 'WebAssetsNamed';
const ASSETS = 'WebAssetsHashed';
const DEPLOYMENT = 'Custom::CDKBucketDeployment';

const early = (name: string, isIt: (id: string) => boolean): Fault => ({
  name,
  damage: (template) => {
    const [, page] = resource(template, DEPLOYMENT, PAGE);
    const before = list(page.DependsOn);
    page.DependsOn = before.filter((id) => !isIt(render(id)));
    if (page.DependsOn.length === before.length) throw new Error('the page does not wait for it');
  },
});

export const PAGE_FAULTS: readonly Fault[] = [
  {
    name: 'pages that load from anywhere',
    damage: (template) =>
      set(header(template, 'ContentSecurityPolicy'), 'ContentSecurityPolicy', "default-src * 'unsafe-inline'"),
  },
  {
    name: 'pages in a frame',
    damage: (template) => set(header(template, 'FrameOptions'), 'FrameOption', 'SAMEORIGIN'),
  },
  csp('scripts that stand in the page', "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
  csp('scripts that are made of texts', "script-src 'self'", "script-src 'self' 'unsafe-eval'"),
  csp('scripts from anywhere', "script-src 'self'", "script-src 'self' https:"),
  csp('pages that tell anybody', "connect-src 'self'", "connect-src 'self' *"),
  csp('forms that lead elsewhere', "form-action 'none'", 'form-action https://example.org'),
  csp('links that begin elsewhere', "base-uri 'none'", "base-uri 'self' https:"),
  csp('pages that another window holds', '"same-origin"}', '"unsafe-none"}'),
  csp('pages that listen', ' microphone=(),', ''),
  {
    name: 'headers that an origin may weaken',
    damage: (template) => set(header(template, 'ContentSecurityPolicy'), 'Override', false),
  },
  {
    name: 'neighbours that are reached in the clear',
    damage: (template) => set(header(template, 'StrictTransportSecurity'), 'IncludeSubdomains', undefined),
  },

  early('a page that is ahead of the API', (id) => id.startsWith('Http')),
  early('a page that is ahead of the socket', (id) => id.startsWith('Socket')),
  early('a page that is ahead of its assets', (id) => id.startsWith(ASSETS)),
  setting('assets that go while pages load them', DEPLOYMENT, ASSETS, 'Prune', true),
  setting('a page that is kept for a year', DEPLOYMENT, PAGE, 'SystemMetadata', {
    'cache-control': 'public, max-age=31536000, immutable',
  }),
  setting('assets that are loaded each time', DEPLOYMENT, ASSETS, 'SystemMetadata', { 'cache-control': 'no-store' }),
];
