/** The synthesised template as data, and how to read it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template as Synthesised } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import { ParleyStack } from '../../lib/parley-stack.ts';
import { readSettings } from '../../lib/settings.ts';

export type Json = string | number | boolean | null | undefined | readonly Json[] | Fields;
export interface Fields {
  [name: string]: Json;
}

export interface Resource {
  Type: string;
  Properties?: Fields;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: Json;
}

export interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: Json }>;
  Parameters: Record<string, unknown>;
}

/** A rule over a whole template: one line per resource that breaks it. */
export type Invariant = (template: Template) => string[];

/** The context of cdk.json. */
export const { context: CDK_CONTEXT } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
) as { readonly context: Readonly<Record<string, unknown>> };

/** Nothing is bundled or copied: the template itself is what these tests look at. */
const FAST = {
  ...CDK_CONTEXT,
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
};

interface Options {
  readonly context?: Record<string, unknown>;
  /** Holds the template against CloudFormation's own rules, and throws when it breaks one. */
  readonly validate?: boolean;
  /** Changes the stack before it is synthesised. */
  readonly change?: (stack: Stack) => unknown;
}

/** The template of the stack, with a web app of two files. */
export function synthesise({ context = {}, validate = false, change }: Options = {}): Template {
  const folder = mkdtempSync(join(tmpdir(), 'parley-template-'));
  try {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: validate,
      outdir: join(folder, 'out'),
      context: { ...FAST, ...context },
    });
    const stack = new ParleyStack(app, 'Parley', {
      settings: readSettings(app.node.getAllContext()),
      webBuild: webBuild(folder),
    });
    change?.(stack);
    return structuredClone(Synthesised.fromStack(stack).toJSON() as Template);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function webBuild(folder: string): string {
  const build = join(folder, 'web');
  mkdirSync(join(build, 'assets'), { recursive: true });
  writeFileSync(join(build, 'index.html'), '<!doctype html>');
  writeFileSync(join(build, 'assets', 'index-1a2b.js'), '');
  return build;
}

export const resourcesOf = (template: Template, ...types: readonly string[]): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => types.includes(resource.Type));

/** CloudFormation lets most lists of one be written without the list. */
export const list = (value: Json): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const fields = (value: Json): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The value under a path of names, undefined where the path ends early. */
export const at = (value: Json | Resource, ...path: readonly string[]): Json =>
  path.reduce<Json>((inner, name) => fields(inner)[name], value as Json);

/** A value as text, with references in braces: `{Table.Arn}/index/directory`. */
export function render(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref: reference, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = fields(value);
  if (reference !== undefined) return `{${render(reference)}}`;
  if (attribute !== undefined) return `{${list(attribute).map(render).join('.')}}`;
  if (joined === undefined) return JSON.stringify(value);
  const [separator, parts] = list(joined);
  return list(parts).map(render).join(render(separator));
}

/** Logical id of the first resource that a value refers to; empty when there is none. */
export function namedIn(value: Json): string {
  const [, reference, attribute] = /"(?:Ref":"(\w+)"|Fn::GetAtt":\["(\w+)")/.exec(JSON.stringify(value) ?? '') ?? [];
  return reference ?? attribute ?? '';
}
