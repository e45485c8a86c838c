import { Link, useLocation } from '../../../router.tsx';
import { useEffect } from 'react';
import { useEngine, useKey, useOwnChannel } from '../../../engine-context.ts';
import { t } from '../../../i18n/t.ts';
import { paths, WORKSPACE_ROUTE } from '../../../paths.ts';
import { key } from '../../../store/state.ts';
import css from './markdown.module.css';
import { needNames } from './public-names.ts';

/** A channel named in a text: a way there for who may see it; to all others it does not even say that it exists. */
export function Channel({ channelId }: { readonly channelId: string }) {
  const engine = useEngine();
  const own = useOwnChannel(channelId)?.channel;
  const named = useKey(key.named(channelId));
  const fresh = useKey('start') === 'fresh';
  const [location] = useLocation();
  const here = WORKSPACE_ROUTE.exec(location)?.groups?.['workspaceId'];
  const workspaceId = own?.workspaceId ?? here;
  const name = own?.name ?? named;
  useEffect(() => {
    if (fresh && name === undefined && here !== undefined) needNames(engine, here);
  }, [engine, fresh, name, here]);

  if (name === undefined || workspaceId === undefined)
    return <span className={css.mention}>{t('#private channel')}</span>;
  return (
    <Link className={css.mention} href={paths.channel(workspaceId, channelId)}>
      #{name}
    </Link>
  );
}
