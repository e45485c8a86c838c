/** Reads what `cdk synth` wrote: the manifest, the one stack's template and where its assets lie. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, asText, type Json, type JsonObject, TemplateError } from './json.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
}

export interface Assembly {
  readonly directory: string;
  readonly stackName: string;
  readonly template: JsonObject;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Directory (or file) of the asset that the stack uploads under `objectKey`; undefined when there is none. */
  assetPath(objectKey: string): string | undefined;
}

/** @throws TemplateError when `directory` holds no synthesised stack, or more than one. */
export function readAssembly(directory: string): Assembly {
  const manifest = readJson(join(directory, 'manifest.json'));
  const stacks = Object.entries(asObject(manifest['artifacts'])).filter(
    ([, artifact]) => asObject(artifact)['type'] === 'aws:cloudformation:stack',
  );
  const [first] = stacks;
  if (first === undefined || stacks.length > 1)
    throw new TemplateError(`${directory} holds ${stacks.length} stacks; the local runtime runs exactly one`);
  const [id, artifact] = first;
  const properties = asObject(asObject(artifact)['properties']);
  const template = readJson(join(directory, asText(properties['templateFile']) ?? `${id}.template.json`));
  const assets = readAssets(directory, `${id}.assets.json`);
  return {
    directory,
    stackName: asText(properties['stackName']) ?? id,
    template,
    resources: readResources(template),
    assetPath: (objectKey) => assets.get(objectKey),
  };
}

function readResources(template: JsonObject): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const [id, value] of Object.entries(asObject(template['Resources']))) {
    const resource = asObject(value);
    resources.set(id, { id, type: asText(resource['Type']) ?? '', properties: asObject(resource['Properties']) });
  }
  return resources;
}

/** Asset locations by their object key (`<hash>.zip`). */
function readAssets(directory: string, file: string): ReadonlyMap<string, string> {
  const assets = new Map<string, string>();
  if (!existsSync(join(directory, file))) return assets;
  for (const value of Object.values(asObject(readJson(join(directory, file))['files']))) {
    const path = asText(asObject(asObject(value)['source'])['path']);
    for (const destination of Object.values(asObject(asObject(value)['destinations']))) {
      const key = asText(asObject(destination)['objectKey']);
      if (path !== undefined && key !== undefined) assets.set(key, join(directory, path));
    }
  }
  return assets;
}

function readJson(path: string): JsonObject {
  if (!existsSync(path)) throw new TemplateError(`${path} does not exist; synthesise first: npm run synth`);
  const parsed: Json = JSON.parse(readFileSync(path, 'utf8'));
  return asObject(parsed);
}
