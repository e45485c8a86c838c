import type { ReactNode } from 'react';
import css from './message-list.module.css';

interface MeasuredProps {
  readonly index: number;
  /** It lies over those beside it. */
  readonly over: boolean;
  /** Hears of the element: it is watched, and placed by its height. */
  readonly measure: (element: HTMLDivElement | null) => void;
  readonly children: ReactNode;
}

/** The box of one item: it stands where the heights before it put it. */
export const Measured = ({ index, over, measure, children }: MeasuredProps) => (
  <div ref={measure} className={over ? css.over : css.item} data-index={index}>
    {children}
  </div>
);
