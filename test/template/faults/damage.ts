/** Tools for breaking a template in one place. Each throws when there is nothing to break. */
import { at, fields, list, resourcesOf } from '../template.ts';
import type { Fields, Json, Resource, Template } from '../template.ts';

export interface Fault {
  /** What somebody did to the stack. */
  readonly name: string;
  readonly damage: (template: Template) => void;
}

/** The first resource of a type whose logical id begins with `prefix`. */
export function resource(template: Template, type: string, prefix = ''): [string, Resource] {
  const found = resourcesOf(template, type).find(([id]) => id.startsWith(prefix));
  if (!found) throw new Error(`there is no ${type} ${prefix}`);
  return found;
}

/** Its properties. */
export function properties(template: Template, type: string, prefix = ''): Fields {
  const [, { Properties }] = resource(template, type, prefix);
  if (!Properties) throw new Error(`${type} ${prefix} has no properties`);
  return Properties;
}

export function remove(template: Template, type: string, prefix = ''): void {
  delete template.Resources[resource(template, type, prefix)[0]];
}

/** Objects inside a property, by a path of names and indexes. */
export function inside(value: Json, ...path: readonly (string | number)[]): Fields {
  const found = path.reduce<Json>(
    (inner, step) => (typeof step === 'number' ? list(inner)[step] : at(inner, step)),
    value,
  );
  if (typeof found !== 'object' || found === null) throw new Error(`there is nothing at ${path.join('.')}`);
  return fields(found);
}

/** Replaces a text wherever it stands in the properties of a resource. */
export function replace(template: Template, type: string, prefix: string, from: string, to: string): void {
  const [id, found] = resource(template, type, prefix);
  const before = JSON.stringify(found.Properties);
  const after = before.replaceAll(from, to);
  if (after === before) throw new Error(`${id} has no ${from}`);
  found.Properties = JSON.parse(after);
}

/** Sets, or with undefined takes, a property. */
export function set(target: Fields, name: string, value: Json): void {
  if (JSON.stringify(target[name]) === JSON.stringify(value)) throw new Error(`${name} is that already`);
  if (value === undefined) delete target[name];
  else target[name] = value;
}

/** A fault that sets one property of one resource. */
export const setting = (name: string, type: string, prefix: string, property: string, value: Json): Fault => ({
  name,
  damage: (template) => set(properties(template, type, prefix), property, value),
});

/** A fault that replaces a text in one resource. */
export const replacing = (name: string, type: string, prefix: string, from: string, to: string): Fault => ({
  name,
  damage: (template) => replace(template, type, prefix, from, to),
});

/** A fault that takes one resource out. */
export const removing = (name: string, type: string, prefix = ''): Fault => ({
  name,
  damage: (template) => remove(template, type, prefix),
});

/** The statement of a role's policy that grants an action. */
export function statement(template: Template, policy: string, action: string): Fields {
  const document = inside(properties(template, 'AWS::IAM::Policy', policy), 'PolicyDocument');
  const found = list(document['Statement']).find((one) => list(at(one, 'Action')).includes(action));
  return inside(found);
}
