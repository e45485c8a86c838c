/** The style sheet of the page: the reader's own fonts and colours, one column that fits a phone. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1c1b22; --ground: #fff; --soft: #5b5966; --line: #d9d7e0; --panel: #f6f5f9; --link: #4b3fbf; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eceaf3; --ground: #17161c; --soft: #aaa7b8; --line: #3a3845; --panel: #211f29; --link: #b3a9ff; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground); }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; }
h2 { margin: 2.5rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.75rem 0 0.25rem; font-size: 1.1rem; }
h4 { margin: 0.75rem 0 0.25rem; font-size: 0.875rem; color: var(--soft); }
p { margin: 0.25rem 0; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
code { overflow-wrap: anywhere; }
pre { margin: 0.5rem 0; padding: 0.75rem; overflow-x: auto; background: var(--panel); border-radius: 0.5rem; }
pre code { overflow-wrap: normal; }
.meta { color: var(--soft); font-size: 0.875rem; font-weight: normal; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody th code { white-space: nowrap; }
thead th { color: var(--soft); font-size: 0.8125rem; }
nav ul { margin: 0; padding: 0.25rem 0 0.5rem 1.25rem; }
nav summary { min-height: 2.75rem; display: list-item; padding: 0.5rem 0; cursor: pointer; }
nav li { padding: 0.25rem 0; }
@media (min-width: 60rem) {
  .scroll table { table-layout: fixed; }
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 2.5rem; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; align-self: start; }
}
`;
