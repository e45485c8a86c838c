import { Link } from '../../router.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { NotFound } from '../workspace/not-found.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import css from './settings-page.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';

const SECTIONS = [
  { name: 'profile', title: () => t('Profile'), icon: MORE_ICONS.person, Body: ProfileSection },
  { name: 'appearance', title: () => t('Appearance'), icon: PAGE_ICONS.eye, Body: AppearanceSection },
  { name: 'password', title: () => t('Password'), icon: 'lock', Body: PasswordSection },
  { name: 'devices', title: () => t('Devices'), icon: MORE_ICONS.device, Body: DevicesSection },
] as const;

/** One's own account. */
export default function SettingsPage({ section }: { readonly section: string }) {
  const shown = SECTIONS.find(({ name }) => name === section);
  useTitle(shown ? `${shown.title()} · ${t('Settings')}` : t('Settings'));
  if (!shown) return <NotFound />;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <Link href={paths.home} className={css.back} aria-label={t('Back to conversations')}>
          <Icon name="back" size={22} />
        </Link>
        <h1>{t('Settings')}</h1>
      </header>
      <nav className={css.nav} aria-label={t('Settings')}>
        {SECTIONS.map(({ name, title, icon }) => (
          <Link
            key={name}
            href={paths.settings(name)}
            className={css.link}
            replace
            aria-current={name === section ? 'page' : undefined}
          >
            <Icon name={icon} />
            {title()}
          </Link>
        ))}
      </nav>
      <main className={css.main}>
        <h2>{shown.title()}</h2>
        <shown.Body />
      </main>
    </div>
  );
}
