/** Keeps which granted actions were used, so that grants without a use come to light. */
import { matches } from '../support/wildcard.ts';
import type { SystemModel } from '../template/model.ts';
import type { PermissionReport } from '../engine.ts';
import type { Need } from './required-actions.ts';

/** Lambda writes logs and traces by itself, and has no endpoint for them here: these grants are not reported. */
const UNSEEN = /^(?:logs|xray):/;

export interface Usage {
  record(functionName: string, need: Need, allowed: boolean): void;
  readonly report: () => PermissionReport;
}

export function createUsage(system: SystemModel): Usage {
  const used = new Map<string, Need & { readonly functionName: string }>();
  const denied = new Set<string>();
  return {
    record: (functionName, need, allowed) => {
      // One connection stands for all.
      const resource = need.resource.replace(/(@connections\/).+$/, '$1*');
      const text = `${functionName} ${need.action} ${resource}`;
      if (allowed) used.set(text, { functionName, action: need.action, resource });
      else denied.add(text);
    },
    report: () => {
      const grants = grantsOf(system);
      const isUsed = (grant: Grant): boolean =>
        [...used.values()].some(
          ({ functionName, action, resource }) =>
            functionName === grant.functionName && matches(grant.action, action) && matches(grant.resource, resource),
        );
      return {
        used: [...used.keys()].toSorted(),
        unused: grants
          .filter((grant) => !isUsed(grant))
          .map(textOf)
          .toSorted(),
        denied: [...denied].toSorted(),
      };
    },
  };
}

interface Grant {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

const textOf = ({ functionName, action, resource }: Grant): string => `${functionName} ${action} ${resource}`;

const grantsOf = (system: SystemModel): readonly Grant[] =>
  [...system.functions.values()].flatMap(({ name, statements }) =>
    statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions, resources }) =>
        actions
          .filter((action) => !UNSEEN.test(action))
          .flatMap((action) => resources.map((resource) => ({ functionName: name, action, resource }))),
      ),
  );
