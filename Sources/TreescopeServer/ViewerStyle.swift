internal import Treescope

extension ViewerPage {
  /// How the page looks: in the colours of the pages that it shows.
  static let style =
    Page.palette + #"""

      * { box-sizing: border-box; }
      [hidden] { display: none !important; }
      body { margin: 0; height: 100vh; display: grid; grid-template-columns: 260px minmax(0, 1fr);
        background: var(--ground); color: var(--text); font: 13px/1.45 system-ui, sans-serif; }
      aside { display: flex; flex-direction: column; min-height: 0; background: var(--panel);
        border-right: 1px solid var(--line); }
      header, footer { display: flex; gap: 6px; align-items: center; padding: 7px 10px; }
      header { justify-content: space-between; border-bottom: 1px solid var(--line); min-height: 39px; }
      footer { flex-wrap: wrap; border-top: 1px solid var(--line); }
      .space { flex: 1; }
      .state { color: var(--faint); font-size: 11px; }
      .state::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 5px; border-radius: 50%;
        background: var(--faint); }
      .state.live::before { background: var(--n); }
      .state.lost { color: var(--e); }
      .state.lost::before { background: var(--e); }
      button, .button { font: inherit; color: inherit; text-decoration: none; border: 1px solid var(--line);
        border-radius: 5px; background: var(--ground); padding: 1px 7px; cursor: pointer; white-space: nowrap; }
      button:hover, .button:hover { border-color: var(--faint); }
      button[aria-pressed=true] { background: var(--focus); color: var(--ground); border-color: var(--focus); }
      button.sure { color: var(--e); border-color: var(--e); }
      :focus-visible { outline: 2px solid var(--focus); outline-offset: -1px; }
      ol { flex: 1; min-height: 0; margin: 0; padding: 5px; overflow-y: auto; list-style: none; }
      ol button { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8px; width: 100%; padding: 4px 8px;
        border-color: transparent; background: none; text-align: left; }
      ol button:hover { background: light-dark(#00000009, #ffffff10); border-color: transparent; }
      ol button[aria-current=true] { background: var(--ground); border-color: var(--line);
        box-shadow: inset 3px 0 0 var(--focus); }
      .title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .new .title { font-weight: 600; }
      .new .title::before { content: "● "; color: var(--focus); font-size: 9px; vertical-align: 1px; }
      time { color: var(--faint); font-size: 11px; font-variant-numeric: tabular-nums; align-self: center; }
      main { position: relative; min-height: 0; }
      iframe { display: block; width: 100%; height: 100%; border: 0; background: var(--ground); }
      #empty { max-width: 60ch; margin: 18vh auto 0; padding: 0 24px; color: var(--faint); }
      h1 { margin: 0 0 6px; font-size: 18px; font-weight: 600; color: var(--text); }
      pre { padding: 10px 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel);
        color: var(--text); font: 12px/1.6 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      @media (max-width: 720px) {
        body { grid-template-columns: none; grid-template-rows: auto minmax(0, 1fr); }
        aside { border-right: 0; border-bottom: 1px solid var(--line); }
        ol { max-height: 17vh; }
      }
      """#
}
