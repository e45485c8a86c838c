/** For who builds Parley: every token and every primitive in every state. Not translated. */
import { useLayoutEffect } from 'react';
import { useTitle } from '../../hooks/use-title.ts';
import { Logo } from '../../ui/logo.tsx';
import { BUTTONS } from './button-specimens.tsx';
import { forceStates } from './forced-states.ts';
import { FORMS } from './form-specimens.tsx';
// Text, not a style sheet of the app: the first screen does not carry it.
import styles from './gallery.css?inline';
import { SIGNS } from './sign-specimens.tsx';
import type { Specimen } from './specimen.ts';
import { TokensView } from './tokens-view.tsx';

const PANES = [
  { title: 'Light', theme: 'light', density: 'comfortable' },
  { title: 'Dark', theme: 'dark', density: 'comfortable' },
  { title: 'Light, compact', theme: 'light', density: 'compact' },
  { title: 'Dark, compact', theme: 'dark', density: 'compact' },
] as const;

const TOKENS: Specimen = {
  name: 'Tokens',
  states: [['Colours, contrast, type, space', <TokensView key="tokens" />]],
  themesOnly: true,
};
const SPECIMENS: readonly Specimen[] = [TOKENS, ...BUTTONS, ...FORMS, ...SIGNS];
const anchorOf = ({ name }: Specimen): string => name.toLowerCase().replaceAll(' ', '-');

export default function UiPage() {
  useTitle('Primitives');
  // Before anything is painted.
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets.push(sheet);
    const takeBack = forceStates();
    return () => {
      takeBack();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, []);
  return (
    <div className="gallery">
      <main className="gallery-in">
        <header>
          <h1>
            <Logo size={36} /> Primitives
          </h1>
          <p className="gallery-lead">
            What all screens of Parley are made of, in every state. The tokens are in ui/tokens.css, each primitive in
            ui/ beside its styles.
          </p>
          <nav className="gallery-contents" aria-label="Primitives">
            {SPECIMENS.map((one) => (
              <a key={one.name} href={`#${anchorOf(one)}`}>
                {one.name}
              </a>
            ))}
          </nav>
        </header>
        {SPECIMENS.map((one) => (
          <Shown key={one.name} specimen={one} />
        ))}
      </main>
    </div>
  );
}

const Shown = ({ specimen }: { readonly specimen: Specimen }) => (
  <section id={anchorOf(specimen)} className="gallery-section" aria-label={specimen.name}>
    <h2>{specimen.name}</h2>
    <div className="gallery-panes">
      {PANES.filter(({ density }) => !specimen.themesOnly || density === 'comfortable').map(
        ({ title, theme, density }) => (
          <div key={title} className="gallery-pane" data-theme={theme} data-density={density}>
            <p className="gallery-label">{title}</p>
            {specimen.states.map(([label, shown]) => (
              <div key={label} className="gallery-state">
                <p className="gallery-label">{label}</p>
                <div>{shown}</div>
              </div>
            ))}
          </div>
        ),
      )}
    </div>
  </section>
);
