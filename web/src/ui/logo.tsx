import css from './logo.module.css';

/** Two parties to a talk: the mark of Parley. */
export function Logo({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={css.ground} />
      <path
        className={css.one}
        d="M6 15.500A7.5 7.5 0 0 1 13.5 8h1.700a9.6 9.6 0 0 0 0 15H7.200A1.2 1.2 0 0 1 6 21.800z"
      />
      <path
        className={css.two}
        d="M26 15.500A7.5 7.5 0 0 0 18.5 8h-.2a7.5 7.5 0 0 0 0 15h6.500a1.2 1.2 0 0 0 1.2-1.200z"
      />
    </svg>
  );
}
