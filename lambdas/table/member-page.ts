import { LIMITS } from '../../protocol/limits.ts';
import { folded } from '../domain/folded.ts';
import { fromMark, toMark } from './page-mark.ts';
import { DIRECTORY, directoryRanges, workspacePk } from './schema.ts';
import type { Cursor, Store } from './store.ts';
import type { WorkspaceMemberRow } from './workspace-member.ts';
import { toWorkspaceMemberRow } from './workspace-member.ts';

/** People that are looked at for one page of a search. */
const SEARCHED = 2_000;

export interface MemberPage {
  readonly rows: readonly WorkspaceMemberRow[];
  readonly next: string | undefined;
}

/**
 * People of a workspace by name, those whose name or title holds `text`. An index read: it lags a moment behind.
 * @param mark `next` of the page before. @returns undefined when the mark is not one of this list.
 */
export async function membersPage(
  store: Store,
  workspaceId: string,
  text: string,
  mark: string | undefined,
): Promise<MemberPage | undefined> {
  const dpk = workspacePk(workspaceId);
  const prefix = { pk: 'U#', sk: dpk, dsk: directoryRanges.people.beginsWith };
  let from: Cursor | undefined = mark === undefined ? undefined : fromMark(mark, { equal: { dpk }, prefix });
  if (mark !== undefined && !from) return undefined;
  const wanted = folded(text);
  const most = wanted === '' ? 0 : SEARCHED;
  const rows: WorkspaceMemberRow[] = [];
  let read = 0;
  do {
    const page = await store.query({
      pk: dpk,
      index: DIRECTORY,
      sk: directoryRanges.people,
      limit: LIMITS.peoplePage,
      ...(from ? { from } : {}),
    });
    rows.push(...page.items.map(toWorkspaceMemberRow).filter((row) => matches(row, wanted)));
    read += page.items.length;
    from = page.next;
  } while (from && rows.length < LIMITS.peoplePage && read < most);
  return { rows, next: from && toMark(from) };
}

const matches = ({ gone, displayName, title }: WorkspaceMemberRow, wanted: string): boolean =>
  gone === null && (folded(displayName).includes(wanted) || folded(title).includes(wanted));
