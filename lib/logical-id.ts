import { CfnElement, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** How the template names the resource of a construct. @throws Error when it has none */
export function logicalIdOf(construct: IConstruct): string {
  const element = construct.node.defaultChild;
  if (!(element instanceof CfnElement)) throw new Error(`${construct.node.path} is no resource`);
  return Stack.of(construct).getLogicalId(element);
}
