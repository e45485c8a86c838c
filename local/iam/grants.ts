/** What the statements of a role allow. */
import { matches } from '../support/wildcard.ts';
import type { Statement } from '../template/model.ts';

export interface Grants {
  allows(action: string, resource: string): boolean;
}

/** An explicit Deny wins; without an Allow everything is denied. Statements have no conditions: a template with some is refused. */
export function createGrants(statements: readonly Statement[]): Grants {
  return {
    allows: (action, resource) => {
      const applying = statements.filter((statement) => applies(statement, action, resource));
      return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
    },
  };
}

const applies = (statement: Statement, action: string, resource: string): boolean =>
  statement.actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
  statement.resources.some((pattern) => matches(pattern, resource));

/** A call that the function's role does not allow, named as the SDK names it. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
  constructor(functionName: string, action: string, resource: string) {
    super(`the role of ${functionName} is not authorized to perform: ${action} on resource: ${resource}`);
  }
}
