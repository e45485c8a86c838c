import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

interface Props {
  readonly children: ReactNode;
  /** What failed, for the sentence: "This conversation". */
  readonly what: string;
}

/** Keeps a failure inside its panel and offers a way on. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty
        icon="alert"
        title={`${this.props.what} could not be shown`}
        action={<Button onClick={() => this.setState({ failed: false })}>Try again</Button>}
      >
        Your messages are safe. If it fails again, reload the page.
      </Empty>
    );
  }
}
