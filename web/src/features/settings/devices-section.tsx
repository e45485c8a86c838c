import { useCallback } from 'react';
import type { Session } from '../../../../protocol/session.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useNow } from '../../hooks/use-now.ts';
import { usePages } from '../../hooks/use-pages.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { distanceOf } from '../distances.ts';
import css from './sections.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';

const MINUTE_MS = 60_000;

/** Where one is logged in, and the ways to log out. */
export function DevicesSection() {
  const engine = useEngine();
  const { busy, error, run } = useAction();
  const now = useNow(MINUTE_MS);
  const fetchPage = useCallback(async () => {
    const { sessions } = await engine.request('session.list', {});
    return { items: sessions.toSorted((a, b) => Number(b.current) - Number(a.current)) };
  }, [engine]);
  const sessions = usePages<Session>(fetchPage);
  const end = (sessionId: string) =>
    run(async () => {
      await engine.request('session.end', { sessionId });
      sessions.reload();
    });
  return (
    <>
      {(sessions.error ?? error) && <Banner>{sessions.error ?? error}</Banner>}
      <ul aria-label={t('Devices')}>
        {sessions.items?.map(({ sessionId, device, createdAt, lastSeenAt, current }) => (
          <li key={sessionId} className={css.device}>
            <Icon name={MORE_ICONS.device} size={22} />
            <div>
              <strong>{device}</strong>
              <p>
                {current
                  ? t('This device, logged in {when}', { when: distanceOf(createdAt, now) })
                  : t('Last seen {seen}, logged in {when}', {
                      seen: distanceOf(lastSeenAt, now),
                      when: distanceOf(createdAt, now),
                    })}
              </p>
            </div>
            {!current && (
              <Button aria-label={t('Sign out {device}', { device })} onClick={() => end(sessionId)}>
                {t('Sign out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={css.lead}>
        {t('Logging out takes messages that are not sent yet and all that this browser keeps with it.')}
      </p>
      <div className={css.outs}>
        <Button icon={MORE_ICONS.leave} busy={busy} onClick={() => run(() => engine.session.logOut())}>
          {t('Log out here')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => run(() => engine.session.logOutEverywhere())}>
          {t('Log out everywhere')}
        </Button>
      </div>
    </>
  );
}
