import { useMemo } from 'react';
import { useLocation } from '../../router.tsx';
import { useEngine } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import type { IconName } from '../../ui/icon.tsx';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { useOpenDialog, type DialogName } from '../workspace/open-dialog.ts';
import type { Target } from './target.ts';

/** Its id, its name, what else finds it, its sign. */
type Command<Id extends string = string> = readonly [id: Id, name: string, words: string, icon: IconName];

const deeds = (): readonly Command<DialogName>[] => [
  ['createChannel', t('Create a channel'), t('new add'), PLACE_ICONS.plus],
  ['browse', t('Browse channels'), t('join find all'), PLACE_ICONS.compass],
  ['direct', t('Start a direct message'), t('dm write group'), MORE_ICONS.message],
  ['invite', t('Invite people'), t('link add'), 'invite'],
  ['people', t('People'), t('directory members'), 'people'],
  ['workspace', t('Workspace settings'), t('rename'), MORE_ICONS.settings],
  ['shortcuts', t('Keyboard shortcuts'), t('keys help'), 'info'],
];

const settings = (): readonly Command[] => [
  ['profile', t('Profile'), t('name title time zone settings'), MORE_ICONS.person],
  ['appearance', t('Appearance'), t('language dark light theme density text size clock settings'), PAGE_ICONS.eye],
  ['password', t('Change your password'), t('security settings'), 'lock'],
  ['devices', t('Devices'), t('sessions sign out security settings'), MORE_ICONS.device],
];

const commandOf = ([id, name, words, icon]: Command, go: () => void): Target => ({
  id,
  name,
  about: '',
  words,
  face: { icon },
  weight: -3,
  lead: () => go,
});

/** What can be done from anywhere in a workspace. */
export function useCommands(): readonly Target[] {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const open = useOpenDialog();
  return useMemo(
    () => [
      ...deeds().map((deed) => commandOf(deed, () => open(deed[0]))),
      ...settings().map((section) => commandOf(section, () => navigate(paths.settings(section[0])))),
      commandOf(['newWorkspace', t('Create a workspace'), t('new team add'), PLACE_ICONS.plus], () =>
        navigate(paths.newWorkspace),
      ),
      commandOf(['logOut', t('Log out'), t('sign out leave'), MORE_ICONS.leave], () => void session.logOut()),
    ],
    [session, navigate, open],
  );
}
