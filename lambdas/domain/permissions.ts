import type { ChannelKind, ChannelRole } from '../../protocol/channel.ts';
import type { WorkspaceRole } from '../../protocol/workspace.ts';

/**
 * Who someone is to a channel, the mightiest first: an owner or admin of the workspace, the channel's manager, someone in the
 * channel, someone in the workspace only.
 */
export type Actor = 'admin' | 'manager' | 'member' | 'colleague';
/** What kind of conversation it is, as permissions see it. */
export type Setting = 'general' | ChannelKind;
export type Deed = 'read' | 'send' | 'join' | 'leave' | 'describe' | 'rename' | 'archive' | 'add' | 'remove';

const EVERYONE = ['admin', 'manager', 'member', 'colleague'] as const;
const MANAGERS = ['admin', 'manager'] as const;
const INSIDE = ['manager', 'member'] as const;
const NOBODY = [] as const;

/**
 * Who may do what, where. An admin counts in a private channel only when in it: the loaders let nobody else see one.
 * Generated into docs/permissions.md.
 */
export const PERMISSIONS: Readonly<Record<Deed, Readonly<Record<Setting, readonly Actor[]>>>> = {
  read: { general: EVERYONE, public: EVERYONE, private: INSIDE, direct: INSIDE, group: INSIDE },
  send: { general: INSIDE, public: INSIDE, private: INSIDE, direct: INSIDE, group: INSIDE },
  join: { general: EVERYONE, public: EVERYONE, private: NOBODY, direct: NOBODY, group: NOBODY },
  leave: { general: NOBODY, public: INSIDE, private: INSIDE, direct: NOBODY, group: INSIDE },
  describe: {
    general: ['admin', ...INSIDE],
    public: ['admin', ...INSIDE],
    private: INSIDE,
    direct: NOBODY,
    group: NOBODY,
  },
  rename: { general: ['admin'], public: MANAGERS, private: MANAGERS, direct: NOBODY, group: NOBODY },
  archive: { general: NOBODY, public: MANAGERS, private: MANAGERS, direct: NOBODY, group: NOBODY },
  add: { general: NOBODY, public: ['admin', ...INSIDE], private: INSIDE, direct: NOBODY, group: NOBODY },
  remove: { general: NOBODY, public: MANAGERS, private: MANAGERS, direct: NOBODY, group: NOBODY },
};

export const settingOf = ({ kind, general }: { readonly kind: ChannelKind; readonly general: boolean }): Setting =>
  general ? 'general' : kind;

/** Everything that someone is to a channel, the mightiest last. */
export function actorsOf(workspaceRole: WorkspaceRole, channelRole: ChannelRole | undefined): readonly Actor[] {
  return [
    'colleague',
    ...(channelRole === undefined ? [] : (['member'] as const)),
    ...(channelRole === 'manager' ? (['manager'] as const) : []),
    ...(workspaceRole === 'member' ? [] : (['admin'] as const)),
  ];
}

/** What a permission rests on: the least that suffices; undefined when it is refused. */
export const groundsFor = (deed: Deed, setting: Setting, actors: readonly Actor[]): Actor | undefined =>
  actors.find((actor) => PERMISSIONS[deed][setting].includes(actor));

/** Nobody at all may do this there, whoever they are. */
export const isImpossible = (deed: Deed, setting: Setting): boolean => PERMISSIONS[deed][setting].length === 0;
