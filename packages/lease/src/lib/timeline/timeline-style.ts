/** Light and dark by the reader's own setting. */
export const timelineStyle: string = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#fff, #14171c);
  --band: light-dark(#f4f6f8, #1b1f26);
  --line: light-dark(#d9dee4, #313843);
  --text: light-dark(#1c2128, #e4e8ee);
  --quiet: light-dark(#5c6773, #98a3b0);
  --lease: light-dark(#3f73c9, #5b8fe0);
  --on-lease: light-dark(#fff, #0d1117);
  --acquire: light-dark(#8455c4, #a986e0);
  --reset: light-dark(#1d8f80, #3cb8a6);
  --seed: light-dark(#b8568f, #dd86b6);
  --check: light-dark(#57606a, #c3ccd6);
  --release: light-dark(#afb8c1, #57606a);
  --wait: light-dark(#d9930d, #e8b04a);
  --fault: light-dark(#cf222e, #ff6b6b);
}
* { box-sizing: border-box; }
body { margin: 0; padding: 20px 24px 40px; background: var(--surface); color: var(--text); font: 13px/1.45 system-ui, sans-serif; }
h1 { margin: 0; font-size: 18px; font-weight: 600; }
header p { margin: 2px 0 14px; color: var(--quiet); }
dl { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 0 0 16px; }
dt { color: var(--quiet); font-size: 12px; }
dd { margin: 0; font-size: 16px; font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; }
label { display: flex; align-items: center; gap: 8px; color: var(--quiet); }
input { font: inherit; accent-color: var(--lease); }
input[type=search] { width: 220px; padding: 3px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); color: inherit; }
.key { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; padding: 0; list-style: none; color: var(--quiet); }
.key i { display: inline-block; width: 12px; height: 10px; margin-right: 5px; border-radius: 2px; }
output { display: block; margin: 10px 0 6px; overflow: hidden; color: var(--quiet); white-space: nowrap; text-overflow: ellipsis; }
main { max-height: 85vh; overflow: auto; border: 1px solid var(--line); border-radius: 8px; }
#canvas { --names: 128px; --zoom: 1; width: calc(var(--names) + (100% - var(--names)) * var(--zoom)); }
.row { background: var(--surface); display: grid; grid-template-columns: var(--names) 1fr; border-top: 1px solid var(--line); }
.row:nth-child(odd) { background: var(--band); }
.row.axis { position: sticky; top: 0; z-index: 3; border-top: 0; border-bottom: 1px solid var(--line); background: var(--surface); }
.row.axis + .row { border-top: 0; }
.name { position: sticky; left: 0; z-index: 2; padding: 8px 10px; overflow: hidden; border-right: 1px solid var(--line); background: inherit; font-size: 12px; white-space: nowrap; text-overflow: ellipsis; }
.lane { position: relative; height: 40px; overflow: hidden; contain: strict; }
.axis .lane { height: 24px; }
.axis b { position: absolute; top: 4px; padding-left: 4px; border-left: 1px solid var(--line); color: var(--quiet); font-size: 11px; font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap; }
.lane i { position: absolute; min-width: 1px; scroll-margin: 30px 24px 24px 152px; font-style: normal; }
i.lease { background: var(--lease); }
i.acquire { background: var(--acquire); }
i.reset { background: var(--reset); }
i.seed { background: var(--seed); }
i.check { background: var(--check); }
i.release { background: var(--release); }
i.wait { background: var(--wait); }
i.fault { background: var(--fault); }
.lane i.lease { top: 4px; height: 18px; overflow: hidden; color: var(--on-lease); font-size: 11px; line-height: 18px; white-space: nowrap; }
.lane i.lease.wide { border-right: 1px solid var(--surface); }
.lane i.lease.wide::before { padding-left: 4px; content: attr(title); }
.lane i:is(.acquire, .reset, .seed, .check, .release) { top: 24px; height: 7px; }
.lane i.wait { top: 33px; height: 4px; }
.lane i.fault { top: 0; z-index: 1; height: 100%; border-left: 2px solid var(--fault); background: color-mix(in srgb, var(--fault) 18%, transparent); }
.lane i.failed:not(.fault) { outline: 2px solid var(--fault); outline-offset: -2px; }
.lane i:is(:hover, :target, .at) { filter: brightness(1.25); outline: 2px solid var(--text); outline-offset: -1px; z-index: 1; }
.finding .lane i:not(.found) { opacity: .12; }
section { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 24px 48px; margin-top: 24px; }
table { border-collapse: collapse; }
caption { padding-bottom: 6px; font-weight: 600; text-align: left; }
td { max-width: 460px; padding: 3px 14px 3px 0; overflow: hidden; border-top: 1px solid var(--line); white-space: nowrap; text-overflow: ellipsis; }
td:first-child { font-variant-numeric: tabular-nums; }
td a { color: inherit; }
td:last-child { color: var(--quiet); }
`
