extension Page {
  /// The bar at the top, and the values of the page; `treescope.add` shows one more.
  static let pageScript = #"""
    function button(label, title, action) {
      const element = make("button", "", label);
      element.type = "button";
      element.title = title;
      element.addEventListener("click", action);
      return element;
    }

    const sourceButton = button("source", "Show Swift source: types with their modules (r)", toggleSource);
    sourceButton.setAttribute("aria-pressed", "false");

    const themes = ["automatic", "light", "dark"];
    const themeButton = button("", "Light, dark, or as the system is", () => {
      const now = document.documentElement.dataset.theme;
      setTheme(themes[(themes.indexOf(now) + 1) % themes.length]);
    });
    function setTheme(theme) {
      document.documentElement.dataset.theme = theme;
      themeButton.textContent = {automatic: "◐", light: "☀", dark: "☾"}[theme];
      themeButton.setAttribute("aria-label", "theme: " + theme);
    }
    setTheme(themes.includes(document.documentElement.dataset.theme) ? document.documentElement.dataset.theme : "automatic");

    const bar = make(
      "header", "", make("strong", "", document.title), make("span", "space"), searchInput, searchCount,
      button("open all", "Open every node", () => views.forEach(view => view.setAll(true))),
      button("fold all", "Fold every node", () => views.forEach(view => view.setAll(false))),
      sourceButton, themeButton);
    document.body.prepend(bar);
    document.body.append(tip);
    const main = document.querySelector("main");

    /** Shows a fragment below the others, and returns its section. */
    function add(fragment) {
      const host = make("div");
      const section = make("section");
      if (fragment.title && fragment.title !== document.title) section.append(make("h2", "", fragment.title));
      section.append(host);
      main.append(section);
      views.push(new View(fragment, host));
      return section;
    }

    /** Takes the section of a fragment away again. */
    function remove(section) {
      const index = views.findIndex(view => section.contains(view.host));
      if (index >= 0) views.splice(index, 1);
      section.remove();
    }

    for (const island of document.querySelectorAll("script.fragment")) add(JSON.parse(island.textContent));
    window.treescope = Object.freeze({add, remove});
    document.documentElement.dataset.ready = "true";
    """#
}
