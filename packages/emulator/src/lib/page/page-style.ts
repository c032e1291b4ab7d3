/** The page's style: system fonts and colours, light and dark, nothing fetched. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, Canvas);
  --soft: color-mix(in srgb, CanvasText 6%, Canvas); --quiet: color-mix(in srgb, CanvasText 65%, Canvas);
  --good: light-dark(#14703a, #6fd394); --bad: light-dark(#a3161b, #ff9a93); --busy: light-dark(#7a4b00, #f0bf6a); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; background: Canvas; color: CanvasText;
  font: 16px/1.5 system-ui, sans-serif; }
a { color: LinkText; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.quiet { color: var(--quiet); } .mono, pre, code { font-family: ui-monospace, monospace; font-size: .85em; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--quiet); font-size: .85rem; }
.scroll { overflow-x: auto; }
.state { display: inline-block; padding: 0 .5rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .8rem; }
.idle, .done { color: var(--good); } .occupied { color: var(--busy); } .error { color: var(--bad); }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); margin-top: .5rem; }
.cards ul { margin: .25rem 0 0; padding-left: 1.1rem; } .cards h4 { margin: 0; font-size: .85rem; color: var(--quiet); }
.finished { text-decoration: line-through; color: var(--quiet); }
details { border-bottom: 1px solid var(--line); padding: .35rem 0; } summary { cursor: pointer; }
pre { background: var(--soft); padding: .5rem .75rem; border-radius: .35rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .35rem 0; }
form.sign-in { max-width: 22rem; margin: 4rem auto; display: grid; gap: .75rem; }
input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .35rem; background: Canvas; color: CanvasText; }
button { cursor: pointer; background: var(--soft); }
[data-kind=added] { color: var(--good); } [data-kind=removed] { color: var(--bad); }
`
