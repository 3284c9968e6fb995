extension Page {
  /// The colours of every page, light and dark.
  package static let palette = #"""
    :root {
      color-scheme: light dark;
      --ground: light-dark(#fff, #15181c); --text: light-dark(#1d2126, #d7dce2); --faint: light-dark(#6b7480, #8a94a0);
      --line: light-dark(#d9dee4, #343b43); --panel: light-dark(#f6f8fa, #1d2228); --focus: light-dark(#0b62d6, #6fb1ff);
      --t: light-dark(#1d2126, #e6eaef); --c: light-dark(#00225f, #9cc4ff); --s: light-dark(#4a525c, #b3bcc6);
      --n: light-dark(#07744a, #6fd3a8); --k: light-dark(#0000d6, #8fb0ff); --q: light-dark(#a31515, #f0a08c);
      --u: light-dark(#3a4450, #c3ccd6); --y: light-dark(#7a2fa0, #d3a3ee); --m: light-dark(#6b7480, #8a94a0);
      --a: light-dark(#682a00, #e0a878); --e: light-dark(#c00020, #ff7b88); --h: light-dark(#00707c, #5fd6e2);
    }
    [data-theme=light] { color-scheme: light; }
    [data-theme=dark] { color-scheme: dark; }
    """#

  /// The style of every page.
  static let style =
    palette + #"""

      * { box-sizing: border-box; }
      body { margin: 0; background: var(--ground); color: var(--text); font: 13px/1.5 ui-monospace, "SF Mono",
        "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      header { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: 6px; align-items: center;
        padding: 6px 14px; background: var(--panel); border-bottom: 1px solid var(--line); font-family: system-ui,
        sans-serif; }
      header strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 40vw; }
      .space { flex: 1; }
      button, input { font: inherit; color: inherit; }
      header button, .head-name { border: 1px solid var(--line); border-radius: 5px; background: var(--ground);
        padding: 1px 9px; cursor: pointer; }
      header button:hover, .head-name:hover { border-color: var(--faint); }
      header button[aria-pressed=true] { background: var(--focus); color: var(--ground); border-color: var(--focus); }
      .search { width: 34ch; max-width: 100%; border: 1px solid var(--line); border-radius: 5px; padding: 2px 8px;
        background: var(--ground); }
      .count { min-width: 9ch; color: var(--faint); }
      .count.none { color: var(--e); }
      :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; border-radius: 3px; }
      section { padding: 6px 14px 10px; }
      section + section { border-top: 1px solid var(--line); }
      h2 { margin: 4px 0; font: 600 14px/1.5 system-ui, sans-serif; }
      pre { padding: 0 14px; }
      .tree { position: relative; padding-left: 2ch; overflow-x: auto; white-space: pre; tab-size: 2; }
      .probe { position: absolute; visibility: hidden; }
      .block { border-left: 1px solid var(--line); }
      .item { position: relative; padding-left: 2ch; }
      .arrow { position: absolute; left: 0; width: 1.5ch; margin-left: -0.35ch; background: var(--ground);
        color: var(--faint); cursor: pointer; user-select: none; text-align: center; }
      .arrow.inline { position: static; display: inline-block; }
      .flash > .arrow, .flash > * > .arrow { background: none; }
      .node.folded { cursor: pointer; border-radius: 3px; }
      .node.folded:hover, .fold:hover { background: light-dark(#00000010, #ffffff16); }
      .fold { cursor: pointer; }
      .node.open > .block { margin-left: 0; }
      .colored.open > .block, .colored.open > * > .block { border-left: 2px solid
        color-mix(in oklab, var(--color) 70%, var(--ground)); }
      .colored > .r-t, .colored > .styled > .r-t { background: color-mix(in oklab, var(--color) 45%, var(--ground));
        border-radius: 3px; padding: 1px 0; }
      .colored > .r-t:hover { background: color-mix(in oklab, var(--color) 65%, var(--ground)); }
      .outlined > .r-t, .outlined > .styled > .r-t { background: color-mix(in oklab, var(--fill) 22%, var(--ground));
        box-shadow: inset 0 0 0 1.5px color-mix(in oklab, var(--color) 80%, var(--ground)); padding: 1px 2px; }
      .outlined > .r-t:hover { background: color-mix(in oklab, var(--fill) 40%, var(--ground)); }
      .outlined.open > .block, .outlined.open > * > .block { box-shadow: inset 4px 0 0 -1px
        color-mix(in oklab, var(--fill) 35%, var(--ground)); }
      .colored > .r-u { border-bottom: 1px dotted color-mix(in oklab, var(--color) 80%, var(--text)); }
      .r-t { color: var(--t); font-weight: 600; } .r-c { color: var(--c); font-style: italic; }
      .r-s { color: var(--s); } .r-n { color: var(--n); } .r-k { color: var(--k); } .r-q { color: var(--q); }
      .r-u { color: var(--u); } .r-y { color: var(--y); } .r-m { color: var(--m); } .r-a { color: var(--a); }
      .r-e { color: var(--e); font-weight: 600; } .r-h { color: var(--h); font-weight: 600; }
      .repeated { cursor: pointer; border-bottom: 2px solid orange; }
      .boxed, .marked { --mark: var(--h); } .m-e { --mark: var(--e); }
      .marked { outline: 2px solid var(--mark); outline-offset: 1px; border-radius: 2px; }
      .boxed { width: max-content; min-width: 24ch; margin: 2px 0; border: 1.5px solid var(--mark);
        border-left-width: 5px; border-radius: 4px; padding-right: 1ch;
        background: color-mix(in oklab, var(--mark) 7%, var(--ground)); }
      .boxed .arrow { background: none; }
      .note { padding-left: 2ch; }
      .copy { margin-left: 1ch; padding: 0 5px; border: 0; border-radius: 3px; background: var(--panel);
        color: var(--faint); font-size: 10px; cursor: copy; }
      .copy.said { color: var(--n); }
      .offscreen { position: fixed; left: -99px; width: 1px; }
      .flash { background: light-dark(#fff3bf, #4a4114); border-radius: 3px; }
      table { border-collapse: collapse; margin: 4px 0 4px 2ch; }
      td, th { padding: 1px 1.2ch; border: 1px solid var(--line); text-align: left; font-weight: inherit; }
      th { background: var(--panel); font-weight: 600; }
      .styled.outline-thin { outline: 1px solid light-dark(#0006, #fff6); padding: 0 0.5ch; display: inline-block; }
      .styled.outline-warning { outline: 3px double darkorange; padding: 0 0.5ch; display: inline-block; }
      .styled.outline-box { display: block; width: max-content; border: 1px solid var(--faint); border-radius: 4px;
        padding: 4px 1ch; margin: 3px 0; }
      .styled.spaced { display: block; }
      .styled.arranged-line { display: inline-block; }
      .styled.arranged-wrapped { display: inline-block; white-space: pre-wrap; max-width: min(100ch, 90vw);
        line-height: 1.8; vertical-align: top; }
      .styled.arranged-sideBySide { display: inline-flex; flex-wrap: wrap; gap: 2ch; align-items: flex-start; }
      .figure { margin: 4px 0 8px 2ch; width: max-content; max-width: 100%; white-space: normal; font-size: 12px; }
      .figure.inline { display: inline-block; margin: 0 0.3ch; vertical-align: -3px; }
      .figure.array { min-height: 24px; }
      .figure iframe { display: block; max-width: 92vw; border: 1px solid var(--line); border-radius: 4px;
        background: #fff; color-scheme: light; }
      .figure canvas { display: block; cursor: crosshair; }
      .figure.inline canvas { display: inline-block; cursor: default; outline: 1px solid #0008; }
      .figure.inline .label { color: var(--faint); margin-left: 0.5ch; vertical-align: 3px; }
      .frame { display: grid; grid-template-columns: auto auto; justify-content: start; overflow: auto;
        max-height: 80vh; padding: 1px; }
      .frame canvas { grid-column: 2; grid-row: 2; outline: 1px solid var(--line); }
      .axis { color: var(--faint); white-space: nowrap; }
      .axis.across { grid-column: 2; grid-row: 1; }
      .axis.down { grid-column: 1; grid-row: 2; writing-mode: vertical-rl; text-orientation: mixed; padding-left: 2px; }
      .tools { display: flex; flex-wrap: wrap; gap: 2ch; align-items: center; margin-top: 3px; color: var(--faint); }
      .tools input[type=range] { width: 80px; height: 12px; accent-color: var(--faint); }
      .scale { display: inline-flex; gap: 0.8ch; align-items: center; color: var(--text); }
      .scale:empty { display: none; }
      .info { color: var(--faint); }
      button.small { border: 1px solid var(--line); border-radius: 4px; background: var(--panel); padding: 0 6px;
        font-size: 11px; cursor: pointer; }
      .clicked { color: var(--text); white-space: pre-wrap; }
      .slider { display: flex; gap: 1ch; align-items: center; margin-bottom: 3px; }
      .slider input[type=number] { width: 7ch; background: var(--ground); border: 1px solid var(--line);
        border-radius: 3px; }
      .legend { display: flex; flex-wrap: wrap; gap: 4px 2ch; margin: 4px 0; }
      .tip { position: fixed; z-index: 9; pointer-events: none; white-space: pre; max-width: 90vw; overflow: hidden;
        padding: 3px 8px; border-radius: 4px; background: light-dark(#1d2126, #e6eaef); color: light-dark(#fff, #15181c);
        font-size: 12px; }
      .tip[hidden] { display: none; }
      .heads { display: flex; flex-wrap: wrap; gap: 10px; margin-bottom: 8px; }
      .head-box { padding: 3px; border: 2px solid transparent; border-radius: 6px; }
      .head-box.chosen { border-color: var(--focus); }
      .head-name { margin-bottom: 3px; font-size: 11px; }
      .tokens { max-width: min(110ch, 92vw); line-height: 1.9; }
      .tokens .label { display: inline-block; width: 6ch; color: var(--faint); }
      .token { display: inline-block; white-space: pre; padding: 0 0.4ch; margin: 1px; border-radius: 3px;
        outline: 1px solid var(--line); cursor: default; line-height: 1.5; }
      .token.chosen { outline: 2px solid var(--focus); }
      @media print { header, .copy, .tools { display: none; } .tree { overflow: visible; white-space: pre-wrap; } }
      """#
}
