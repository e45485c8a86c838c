import { messageDelete } from './message-delete.ts';
import { messageEdit } from './message-edit.ts';
import { messageList } from './message-list.ts';
import { messageSend } from './message-send.ts';
import { readMarkerCount } from './read-marker-count.ts';
import { readMarkerMove } from './read-marker-move.ts';
import type { ActionsOver, Registry } from './registry.ts';
import { syncChanges } from './sync-changes.ts';
import { syncCheck } from './sync-check.ts';
import { syncStart } from './sync-start.ts';

type Shared = ActionsOver<'http'> & ActionsOver<'socket'>;

/** Actions that go over both transports. */
export const sharedActions: Pick<Registry<'http'>, Shared> = {
  'message.send': messageSend,
  'message.edit': messageEdit,
  'message.delete': messageDelete,
  'message.list': messageList,
  'readMarker.move': readMarkerMove,
  'readMarker.count': readMarkerCount,
  'sync.start': syncStart,
  'sync.check': syncCheck,
  'sync.changes': syncChanges,
};
