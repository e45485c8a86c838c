/** All rules, by name. */
import type { Invariant } from '../template.ts';
import * as access from './access.ts';
import * as accounts from './accounts.ts';
import * as alarms from './alarms.ts';
import * as deploys from './deploys.ts';
import * as edge from './edge.ts';
import * as environment from './environment.ts';
import * as functions from './functions.ts';
import * as headers from './headers.ts';
import * as actions from './iam-actions.ts';
import * as keys from './keys.ts';
import * as queues from './queues.ts';
import * as references from './references.ts';
import * as routes from './routes.ts';
import * as schedules from './schedules.ts';
import * as state from './state.ts';
import * as streams from './streams.ts';
import * as uploads from './uploads.ts';

const { allowed: _, ...ofAccess } = access;

export const RULES: Readonly<Record<string, Invariant>> = {
  ...ofAccess,
  ...accounts,
  ...actions,
  ...alarms,
  ...deploys,
  ...edge,
  ...environment,
  ...functions,
  ...headers,
  ...keys,
  ...queues,
  ...references,
  ...routes,
  ...schedules,
  ...state,
  ...streams,
  ...uploads,
};
