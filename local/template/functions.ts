/** Lambda functions with the statements of their roles, and who may invoke them. */
import { asList, asNumber, asObject, asText, type Json, oneOrMore, TemplateError, textAt } from './json.ts';
import type { FunctionModel, InvokePermission, Statement } from './model.ts';
import type { Found, Source } from './source.ts';

/** The functions whose code is an asset of ours; CDK's own inline providers have none and do not run here. */
export function readFunctions(source: Source): ReadonlyMap<string, FunctionModel> {
  const statements = readRoles(source);
  const functions = new Map<string, FunctionModel>();
  for (const found of source.all('AWS::Lambda::Function')) {
    const model = readFunction(source, found, statements);
    if (model !== undefined) functions.set(model.arn, model);
  }
  return functions;
}

function readFunction(
  source: Source,
  { id, properties }: Found,
  statements: ReadonlyMap<string, readonly Statement[]>,
): FunctionModel | undefined {
  const key = asText(asObject(properties['Code'])['S3Key']);
  const directory = key === undefined ? undefined : source.assembly.assetPath(key);
  if (directory === undefined || !asText(properties['Runtime'])?.startsWith('nodejs')) return undefined;
  const environment = Object.entries(asObject(asObject(properties['Environment'])['Variables']));
  return {
    id,
    name: source.ref(id),
    arn: source.attribute(id, 'Arn'),
    directory,
    handler: textAt(properties['Handler'], `${id}.Handler`),
    environment: Object.fromEntries(environment.map(([name, value]) => [name, textAt(value, `${id}.${name}`)])),
    timeoutMs: asNumber(properties['Timeout'], 3) * 1000,
    memoryMb: asNumber(properties['MemorySize'], 128),
    statements: statements.get(asText(properties['Role']) ?? '') ?? [],
  };
}

/** Statements by role ARN: the role's own policies and those attached to it. */
function readRoles(source: Source): ReadonlyMap<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  const byArn = new Map<string, Statement[]>();
  for (const { id, properties } of source.all('AWS::IAM::Role')) {
    const statements = asList(properties['Policies']).flatMap((policy) => readDocument(asObject(policy)));
    byName.set(source.ref(id), statements);
    byArn.set(source.attribute(id, 'Arn'), statements);
  }
  for (const { properties } of source.all('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')) {
    for (const role of oneOrMore(properties['Roles'])) byName.get(role)?.push(...readDocument(properties));
  }
  return byArn;
}

/** A grant with a condition would be checked as if it had none. */
const PLAIN = new Set(['Effect', 'Action', 'Resource', 'Sid']);

const readDocument = (policy: { readonly [name: string]: Json | undefined }): readonly Statement[] =>
  asList(asObject(policy['PolicyDocument'])['Statement']).map((entry) => {
    const statement = asObject(entry);
    const strange = Object.keys(statement).find((name) => !PLAIN.has(name));
    if (strange !== undefined)
      throw new TemplateError(`a role's statement has a ${strange}, which is not understood here`);
    return {
      effect: statement['Effect'] === 'Deny' ? 'Deny' : 'Allow',
      actions: oneOrMore(statement['Action']),
      resources: oneOrMore(statement['Resource']),
    };
  });

/** Resource-based permissions, by function ARN. */
export function readPermissions(source: Source): readonly InvokePermission[] {
  const arns = new Map<string, string>();
  for (const resource of source.assembly.resources.values()) {
    if (resource.type === 'AWS::Lambda::Function')
      arns.set(source.ref(resource.id), source.attribute(resource.id, 'Arn'));
  }
  return source.all('AWS::Lambda::Permission').map(({ id, properties }) => {
    const name = textAt(properties['FunctionName'], `${id}.FunctionName`);
    return {
      functionArn: arns.get(name) ?? name,
      principal: asText(properties['Principal']) ?? '',
      sourceArn: asText(properties['SourceArn']),
    };
  });
}
