import type { SystemModel } from './model.ts';

/** The system with other values for variables that its functions have; a variable that the template lacks stays absent. */
export function withEnvironment(system: SystemModel, values: Readonly<Record<string, string>>): SystemModel {
  const functions = [...system.functions.values()].map((fn) => {
    const own = Object.entries(values).filter(([name]) => Object.hasOwn(fn.environment, name));
    return Object.assign({}, fn, { environment: Object.assign({}, fn.environment, Object.fromEntries(own)) });
  });
  return { ...system, functions: new Map(functions.map((fn) => [fn.arn, fn])) };
}
