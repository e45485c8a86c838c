/** The bucket of attachments. */
import { at, list, render, resourcesOf } from '../template.ts';
import type { Invariant, Json } from '../template.ts';

const DAY = 1;

function tidies(rule: Json): boolean {
  const enabled = at(rule, 'Status') === 'Enabled';
  const aborts = at(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation') === DAY;
  const expires = at(rule, 'Prefix') === 'unclaimed/' && at(rule, 'ExpirationInDays') === DAY;
  return enabled && (aborts || expires);
}

/** Browsers may send and fetch; what nobody claimed goes after a day, and nothing else ever does. */
export const uploadsComeAndGo: Invariant = (template) =>
  resourcesOf(template, 'AWS::S3::Bucket')
    .filter(([id]) => id.startsWith('Files'))
    .flatMap(([id, { Properties }]) => {
      const rules = list(at(Properties, 'LifecycleConfiguration', 'Rules'));
      const methods = list(at(Properties, 'CorsConfiguration', 'CorsRules')).flatMap((rule) =>
        list(at(rule, 'AllowedMethods')).map(render),
      );
      const problems = rules.length === 2 && rules.every(tidies) ? [] : [`${id} keeps too much, or too little`];
      if (methods.toSorted().join() !== 'GET,POST') problems.push(`${id} is closed to browsers`);
      return problems;
    });
