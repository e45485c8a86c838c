/** Resolves CloudFormation's intrinsic functions to values of this machine. */
import type { Assembly, Resource } from './assembly.ts';
import { attributeOf, type Place, refOf } from './attributes.ts';
import { asList, asObject, asText, isObject, type Json, type JsonObject, TemplateError } from './json.ts';

/** Stands for a property that `AWS::NoValue` removes. */
const NO_VALUE = Symbol('AWS::NoValue');
type Resolved = Json | typeof NO_VALUE;

export interface Resolver {
  readonly place: Place;
  /** `value` with every intrinsic function replaced. @throws TemplateError for one that is unknown or points nowhere. */
  resolve(value: Json | undefined): Json | undefined;
  /** The resource's properties, resolved. */
  properties(resource: Resource): JsonObject;
}

export function createResolver(assembly: Assembly, place: Place): Resolver {
  const conditions = asObject(assembly.template['Conditions']);
  const mappings = asObject(assembly.template['Mappings']);
  const parameters = asObject(assembly.template['Parameters']);
  const pseudo: { readonly [name: string]: Resolved } = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': place.suffix,
    'AWS::StackName': place.stackName,
    'AWS::StackId': place.stackId,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };

  function ref(name: string): Resolved {
    const known = pseudo[name];
    if (known !== undefined) return known;
    const parameter = parameters[name];
    if (parameter !== undefined) return asObject(parameter)['Default'] ?? '';
    const resource = assembly.resources.get(name);
    if (resource === undefined) throw new TemplateError(`Ref to ${name}, which the template does not have`);
    return refOf(resource, place);
  }

  function attribute(id: string, name: string): Json {
    const resource = assembly.resources.get(id);
    if (resource === undefined) throw new TemplateError(`Fn::GetAtt of ${id}, which the template does not have`);
    return attributeOf(resource, name, place);
  }

  function substitute(template: string, own: JsonObject): string {
    return template.replaceAll(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const [id = '', attributeName] = name.split('.', 2);
      const value =
        own[name] !== undefined
          ? walk(own[name])
          : attributeName === undefined
            ? ref(id)
            : attribute(id, attributeName);
      return text(value, whole);
    });
  }

  function holds(condition: Json | undefined): boolean {
    const [operator, value] = Object.entries(asObject(condition))[0] ?? [];
    const terms = asList(value);
    switch (operator) {
      case 'Condition':
        return holds(conditions[asText(value) ?? '']);
      case 'Fn::Equals':
        return JSON.stringify(walk(terms[0] ?? null)) === JSON.stringify(walk(terms[1] ?? null));
      case 'Fn::Not':
        return !holds(terms[0]);
      case 'Fn::And':
        return terms.every(holds);
      case 'Fn::Or':
        return terms.some(holds);
      default:
        throw new TemplateError(`condition ${JSON.stringify(condition)} is not understood`);
    }
  }

  const functions: { readonly [name: string]: (argument: Json) => Resolved } = {
    Ref: (argument) => ref(text(argument, 'Ref')),
    'Fn::GetAtt': (argument) => {
      const [id = '', ...rest] = typeof argument === 'string' ? argument.split('.') : asList(argument).map(String);
      return attribute(id, rest.join('.'));
    },
    'Fn::Join': (argument) => {
      const [separator, list] = asList(argument);
      return asList(present(walk(list ?? [])))
        .map((part) => text(part, 'Fn::Join'))
        .join(text(separator, 'Fn::Join'));
    },
    'Fn::Sub': (argument) => {
      const [template, own] = typeof argument === 'string' ? [argument] : asList(argument);
      return substitute(text(template, 'Fn::Sub'), asObject(own));
    },
    'Fn::Select': (argument) => {
      const [index, list] = asList(argument);
      const chosen = asList(present(walk(list ?? [])))[Number(present(walk(index ?? 0)))];
      if (chosen === undefined) throw new TemplateError(`Fn::Select finds nothing: ${JSON.stringify(argument)}`);
      return chosen;
    },
    'Fn::Split': (argument) => {
      const [separator, source] = asList(argument);
      return text(walk(source ?? ''), 'Fn::Split').split(text(separator, 'Fn::Split'));
    },
    'Fn::FindInMap': (argument) => {
      const [map = '', first = '', second = ''] = asList(present(walk(argument))).map(String);
      return asObject(asObject(mappings[map])[first])[second] ?? NO_VALUE;
    },
    'Fn::If': (argument) => {
      const [name, yes, no] = asList(argument);
      return walk((holds(conditions[text(name, 'Fn::If')]) ? yes : no) ?? null);
    },
    'Fn::Base64': (argument) => Buffer.from(text(walk(argument), 'Fn::Base64')).toString('base64'),
    'Fn::GetAZs': () => [`${place.region}a`],
  };

  function walk(value: Json): Resolved {
    if (Array.isArray(value)) return value.map(walk).filter((entry) => entry !== NO_VALUE);
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
      const evaluate = functions[name];
      if (evaluate === undefined) throw new TemplateError(`${name} is not understood`);
      return evaluate(argument ?? null);
    }
    const resolved: { [name: string]: Json } = {};
    for (const [key, entry] of entries) {
      const inner = entry === undefined ? NO_VALUE : walk(entry);
      if (inner !== NO_VALUE) resolved[key] = inner;
    }
    return resolved;
  }

  const resolve = (value: Json | undefined): Json | undefined => {
    const resolved = value === undefined ? NO_VALUE : walk(value);
    return resolved === NO_VALUE ? undefined : resolved;
  };
  return {
    place,
    resolve,
    properties: (resource) => asObject(resolve(resource.properties)),
  };
}

const present = (value: Resolved): Json => (value === NO_VALUE ? null : value);

function text(value: Resolved | undefined, where: string): string {
  const found = value === NO_VALUE ? undefined : asText(value);
  if (found === undefined) throw new TemplateError(`${where} needs a text, found ${JSON.stringify(value)}`);
  return found;
}
