/** Schedules. There is none yet; the rules are for the first. */
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Json, Template } from '../template.ts';

const RATE = /^rate\((?:1 (?:minute|hour|day)|(?!0+ |1 )\d+ (?:minutes|hours|days))\)$/;
/** Six fields, of which day of month or day of week is `?`. */
const CRON = /^cron\(\S+ \S+ (?:\S+ \S+ \?|\? \S+ \S+) \S+\)$/;

const isFunction = (template: Template, target: Json): boolean =>
  template.Resources[namedIn(target)]?.Type === 'AWS::Lambda::Function';

/** A schedule says when, in words that EventBridge understands, and wakes a function that lets it. */
export const schedulesRun: Invariant = (template) =>
  resourcesOf(template, 'AWS::Events::Rule', 'AWS::Scheduler::Schedule').flatMap(([id, { Type, Properties }]) => {
    const when = render(at(Properties, 'ScheduleExpression'));
    const targets = Type === 'AWS::Events::Rule' ? list(at(Properties, 'Targets')) : [at(Properties, 'Target')];
    const problems = RATE.test(when) || CRON.test(when) ? [] : [`${id}: "${when}" is no schedule`];
    if (render(at(Properties, 'State') ?? 'ENABLED') !== 'ENABLED') problems.push(`${id} is switched off`);
    if (targets.length === 0 || !targets.every((target) => isFunction(template, at(target, 'Arn'))))
      problems.push(`${id} wakes no function`);
    const allowed =
      Type === 'AWS::Events::Rule'
        ? resourcesOf(template, 'AWS::Lambda::Permission').some(
            ([, permission]) => namedIn(at(permission, 'Properties', 'SourceArn')) === id,
          )
        : targets.every((target) => at(target, 'RoleArn') !== undefined);
    if (!allowed) problems.push(`${id} may not wake its function`);
    return problems;
  });
