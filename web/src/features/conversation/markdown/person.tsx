import { useKey, useName } from '../../../engine-context.ts';
import { classes } from '../../../ui/classes.ts';
import css from './markdown.module.css';

/** A person called in a text, by the name they have now. */
export function Person({ userId }: { readonly userId: string }) {
  const name = useName(userId);
  const mine = useKey('session').userId === userId;
  return <span className={classes(css.mention, mine && css.mine)}>@{name}</span>;
}
