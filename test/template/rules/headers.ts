/** What answers of the edge tell a browser about themselves. */
import { at, list, render, resourcesOf } from '../template.ts';
import type { Invariant } from '../template.ts';

const SAFETY = [
  ['ContentSecurityPolicy', 'ContentSecurityPolicy', /^default-src 'none'; .*frame-ancestors 'none'$/],
  ['StrictTransportSecurity', 'AccessControlMaxAgeSec', /^\d{8,}$/],
  ['StrictTransportSecurity', 'IncludeSubdomains', /^true$/],
  ['FrameOptions', 'FrameOption', /^DENY$/],
  ['ContentTypeOptions', 'Override', /^true$/],
  ['ReferrerPolicy', 'ReferrerPolicy', /^same-origin$/],
] as const;

/** Beside those that CloudFront knows by name. */
const CUSTOM: Readonly<Record<string, RegExp>> = {
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /^(?=.*camera=\(\))(?=.*geolocation=\(\))(?=.*microphone=\(\))/,
};

/** Every answer says what a page may do. */
export const answersAreSafe: Invariant = (template) =>
  resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').flatMap(([id, { Properties }]) => {
    const config = at(Properties, 'ResponseHeadersPolicyConfig');
    const headers = at(config, 'SecurityHeadersConfig');
    const custom = list(at(config, 'CustomHeadersConfig', 'Items'));
    const weak = SAFETY.filter(([header, field, wanted]) => !wanted.test(render(at(headers, header, field))));
    const missing = Object.entries(CUSTOM).filter(
      ([name, wanted]) =>
        !custom.some((item) => at(item, 'Header') === name && wanted.test(render(at(item, 'Value') ?? ''))),
    );
    const meek = [...SAFETY.map(([header]) => at(headers, header)), ...custom].filter(
      (header) => at(header, 'Override') !== true,
    );
    const lacks = [...weak, ...missing].map(([header]) => `${id} lacks ${header}`);
    return lacks.concat(meek.map((header) => `${id} gives way to others: ${render(header ?? '')}`));
  });

/** What a page may load: its own, what it made itself, and attachments; images alone also as data. */
const SOURCE = /^('self'|'none'|blob:|https:\/\/\{\w+Bucket\w+\.RegionalDomainName\})$/;

/** No page runs or loads what is not ours. */
export const pagesLoadTheirOwn: Invariant = (template) =>
  resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').flatMap(([id, { Properties }]) => {
    const path = ['SecurityHeadersConfig', 'ContentSecurityPolicy', 'ContentSecurityPolicy'];
    const policy = render(at(Properties, 'ResponseHeadersPolicyConfig', ...path));
    return policy.split('; ').flatMap((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      const isOwn = (source: string): boolean => SOURCE.test(source) || (name === 'img-src' && source === 'data:');
      const strict = !/^(script|style|worker|default|base)-/.test(name) || /^'(self|none)'$/.test(sources.join(' '));
      return strict && sources.every(isOwn) ? [] : [`${id} allows ${directive}`];
    });
  });
