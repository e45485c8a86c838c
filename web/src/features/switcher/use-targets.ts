import { useMemo } from 'react';
import { navigate } from '../../router.tsx';
import { useEngine, useKey, useMe, useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { channelsOf } from '../../store/selectors.ts';
import { key, type State } from '../../store/state.ts';
import { conversationName } from '../conversation-name.ts';
import { openConversation } from '../conversation/ahead.ts';
import type { Target } from './target.ts';
import { useCommands } from './use-commands.ts';
import { usePeople } from './use-people.ts';
import { useUnjoined } from './use-unjoined.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';

const ICONS = { public: 'hash', private: 'lock', direct: MORE_ICONS.person, group: 'people' } as const;

type Place = Omit<Target, 'lead'> & { readonly workspaceId: string };

/** Own conversations of all workspaces. */
function placesOf(state: State, here: string): readonly Place[] {
  return state.workspaces.flatMap(({ workspaceId, name: workspace }) =>
    channelsOf(state, workspaceId)
      .filter(({ channel }) => !channel.archived)
      .map(({ channel }) => {
        const { channelId } = channel;
        const unread = state[key.unread(channelId)];
        const other = channel.people.find((userId) => userId !== state.session.userId);
        return {
          id: channelId,
          name: conversationName(state, channel),
          about: workspaceId === here ? channel.topic : workspace,
          face: channel.kind === 'direct' && other !== undefined ? { person: other } : { icon: ICONS[channel.kind] },
          weight: Math.min(unread?.count ?? 0, 1) + 2 * Math.min(unread?.mentions ?? 0, 1),
          workspaceId,
        };
      }),
  );
}

const same = (a: readonly Place[], b: readonly Place[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Everything that the quick switcher can lead to: own conversations at once, other channels and people as they are found. */
export function useTargets(workspaceId: string, text: string): readonly Target[] {
  const engine = useEngine();
  const { userId: me } = useMe();
  const places = useSelect((state) => placesOf(state, workspaceId), same);
  const workspaces = useKey('workspaces');
  const people = usePeople(workspaceId, text);
  const unjoined = useUnjoined(workspaceId, text);
  const commands = useCommands();

  return useMemo(() => {
    const to = (path: string) => () => navigate(path);
    const write = async (userId: string): Promise<() => void> => {
      const { own } = await engine.request('direct.start', { workspaceId, userIds: [userId] });
      return to(paths.channel(workspaceId, own.channel.channelId));
    };
    return [
      ...places.map(({ workspaceId: of, ...place }): Target => ({
        ...place,
        lead: () => () => openConversation(of, place.id),
      })),
      ...unjoined.map(({ channelId, name, topic }): Target => ({
        id: channelId,
        name,
        about: topic || t('a channel that you are not in'),
        face: { icon: 'hash' },
        weight: -1,
        lead: () => to(paths.channel(workspaceId, channelId)),
      })),
      ...people
        .filter(({ userId }) => userId !== me)
        .map(({ userId, displayName, title }): Target => ({
          id: userId,
          name: displayName,
          about: title,
          face: { person: userId },
          weight: -1,
          lead: () => write(userId),
        })),
      ...workspaces
        .filter((one) => one.workspaceId !== workspaceId)
        .map((one): Target => ({
          id: one.workspaceId,
          name: one.name,
          about: t('workspace'),
          face: { icon: 'people' },
          weight: -2,
          lead: () => to(paths.workspace(one.workspaceId)),
        })),
      ...commands,
    ];
  }, [engine, workspaceId, me, commands, places, unjoined, people, workspaces]);
}
