/** The pages under `/dev/`, which exist on this machine only. */
import type { Mail } from '../cognito/inbox.ts';
import type { DevPages } from '../host.ts';
import type { PermissionReport } from '../engine.ts';
import { sendInboxJson, sendInboxPage } from './inbox.ts';

export interface PageSources {
  readonly inbox: (limit?: number) => Promise<readonly Mail[]>;
  readonly permissions: () => PermissionReport;
}

export function devPages({ inbox, permissions }: PageSources): DevPages {
  return async (path, _request, response) => {
    switch (path) {
      case '/dev/inbox':
        sendInboxPage(response, await inbox());
        return true;
      case '/dev/inbox.json':
        sendInboxJson(response, await inbox());
        return true;
      case '/dev/permissions':
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(permissions(), null, 2));
        return true;
      default:
        return false;
    }
  };
}
