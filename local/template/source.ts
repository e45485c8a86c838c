/** What the readers of the single resource kinds share. */
import type { Assembly, Resource } from './assembly.ts';
import { type JsonObject, textAt } from './json.ts';
import type { Resolver } from './intrinsics.ts';

export interface Found {
  readonly id: string;
  readonly properties: JsonObject;
}

export interface Source {
  readonly assembly: Assembly;
  readonly resolver: Resolver;
  /** The resources of the given types, resolved, in the template's order. */
  all(...types: readonly string[]): readonly Found[];
  /** `Ref` of the resource. */
  ref(id: string): string;
  attribute(id: string, name: string): string;
}

export function createSource(assembly: Assembly, resolver: Resolver): Source {
  const found = (resource: Resource): Found => ({ id: resource.id, properties: resolver.properties(resource) });
  return {
    assembly,
    resolver,
    all: (...types) => [...assembly.resources.values()].filter((resource) => types.includes(resource.type)).map(found),
    ref: (id) => textAt(resolver.resolve({ Ref: id }), id),
    attribute: (id, name) => textAt(resolver.resolve({ 'Fn::GetAtt': [id, name] }), `${id}.${name}`),
  };
}
