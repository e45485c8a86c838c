/** What a new version may not do to pages that are open, and to those that are loaded while it is put up. */
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Resource, Template } from '../template.ts';

const isPage = ({ Properties }: Resource): boolean => at(Properties, 'SystemMetadata', 'cache-control') === 'no-cache';
const HASHED = 'public, max-age=31536000, immutable';

const deploymentsOf = (template: Template): [string, Resource][] =>
  resourcesOf(template, 'Custom::CDKBucketDeployment');

/** Functions that a route of an API leads to: what a page talks with. */
const answering = (template: Template): readonly string[] =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Integration')
    .map(([, { Properties }]) => namedIn(at(Properties, 'IntegrationUri')))
    .filter((id) => template.Resources[id]?.Type === 'AWS::Lambda::Function');

/** The page follows what it names and what answers it. */
export const pageComesLast: Invariant = (template) => {
  const deployments = deploymentsOf(template);
  const pages = deployments.filter(([, one]) => isPage(one));
  if (pages.length === 0) return ['no page is asked for again'];
  const assets = deployments.filter(([, one]) => !isPage(one)).map(([id]) => id);
  return pages.flatMap(([id, { DependsOn }]) => {
    const before = new Set(list(DependsOn).map(render));
    const late = [...assets, ...answering(template)].filter((one) => !before.has(one));
    return late.map((one) => `${id} does not wait for ${one}`);
  });
};

/** Open pages find what they were made of; only files with a hash in their names are kept by browsers. */
export const oldAssetsStay: Invariant = (template) =>
  deploymentsOf(template).flatMap(([id, one]) => {
    const problems: string[] = [];
    if (at(one.Properties, 'Prune') !== false) problems.push(`${id} takes away what open pages load`);
    const only = JSON.stringify([at(one.Properties, 'Exclude'), at(one.Properties, 'Include')]);
    if (isPage(one) ? only !== '[["assets/*"],null]' : only !== '[["*"],["assets/*"]]')
      problems.push(`${id} copies other files`);
    if (!isPage(one) && at(one.Properties, 'SystemMetadata', 'cache-control') !== HASHED)
      problems.push(`${id} is loaded anew each time`);
    return problems;
  });
