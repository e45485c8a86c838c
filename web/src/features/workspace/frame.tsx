import { useState } from 'react';
import { useKey, useWorkspace } from '../../engine-context.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePreferences } from '../../preferences/store.ts';
import { Splash } from '../../ui/splash.tsx';
import { Inside } from './inside.tsx';
import { Nowhere } from './later.ts';

interface FrameProps {
  readonly workspaceId: string;
  readonly channelId: string | undefined;
  readonly seq: number | undefined;
}

/** A workspace for those who are in it. */
export default function Frame({ workspaceId, channelId, seq }: FrameProps) {
  const workspace = useWorkspace(workspaceId);
  const start = useKey('start');
  const { clock } = usePreferences();
  const language = useLanguage();
  const [was, setWas] = useState(workspace);
  if (workspace && workspace !== was) setWas(workspace);
  if (workspace)
    return <Inside key={`${workspaceId} ${clock} ${language}`} workspace={workspace} channelId={channelId} seq={seq} />;
  if (start !== 'fresh') return <Splash />;
  const name = was?.workspaceId === workspaceId ? was.name : '';
  return <Nowhere left={name} />;
}
