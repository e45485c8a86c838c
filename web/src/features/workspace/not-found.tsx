import { useLocation } from '../../router.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';

interface NotFoundProps {
  readonly title?: string;
  readonly children?: string;
  /** Shown in a part of a page. */
  readonly inside?: boolean;
}

/** An address that leads nowhere, or no longer. */
export function NotFound({ title = t('There is nothing at this address'), children, inside = false }: NotFoundProps) {
  const [, navigate] = useLocation();
  useTitle(title);
  return (
    <Empty
      icon={PLACE_ICONS.compass}
      title={title}
      page={!inside}
      heading="h1"
      action={
        <Button look="primary" onClick={() => navigate(paths.home)}>
          {t('Go to my conversations')}
        </Button>
      }
    >
      {children ?? t('The link may be mistyped, or what it led to is gone.')}
    </Empty>
  );
}
