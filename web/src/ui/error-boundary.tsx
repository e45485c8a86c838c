import { Component, type ReactNode } from 'react';
import type { Panel } from '../../../protocol/client-errors.ts';
import { t } from '../i18n/t.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

interface Props {
  readonly children: ReactNode;
  /** A sentence: this conversation could not be shown. */
  readonly title: string;
  /** What failed, for who keeps Parley running. */
  readonly panel: Panel;
  /** What is shown: another one has not failed. */
  readonly of?: string;
  /** Where the sentence stands when it does not take the place of what failed. */
  readonly around?: (sentence: ReactNode) => ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly tries: number;
  readonly of: string | undefined;
}

/** Keeps a failure inside its panel and offers a way on: to try again once, then to reload. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { failed: false, tries: 0, of: this.props.of };

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { failed: false, tries: 0, of };
  }

  static getDerivedStateFromError(): Pick<State, 'failed'> {
    return { failed: true };
  }

  override render(): ReactNode {
    const { children, title, panel, around = (sentence) => sentence } = this.props;
    const { failed, tries } = this.state;
    if (!failed) return children;
    const again = () => this.setState({ failed: false, tries: tries + 1 });
    const onClick = tries === 0 ? again : () => window.location.reload();
    return around(
      <Empty
        icon="alert"
        title={title}
        page={panel === 'page'}
        action={<Button onClick={onClick}>{tries === 0 ? t('Try again') : t('Reload Parley')}</Button>}
      >
        {t('Your messages are safe, and what you typed is kept.')}
      </Empty>,
    );
  }
}
