extension Page {
  /// Search over paths, types and everything else that is written, in what is visible and in what is not.
  static let searchScript = #"""
    const searchInput = make("input", "search");
    Object.assign(searchInput, {type: "search", placeholder: "Search paths, types, values  ( / )", spellcheck: false});
    searchInput.setAttribute("aria-label", "search");
    const searchCount = make("output", "count");
    const search = {query: "", matches: [], at: -1};
    const matchLimit = 10000;
    const isStep = part => part[0] === CHILD;

    /** The children of a value whose path or own text holds a query, each with the nodes around it. */
    function matchesIn(view, query) {
      const matches = [];
      /** Visits a part, and says whether the text that belongs to the child around holds the query. */
      const visit = (part, path, nodes) => {
        if (matches.length >= matchLimit) return false;
        if (isText(part)) return textOf(part).toLowerCase().includes(query);
        const any = parts => parts.reduce((found, part) => visit(part, path, nodes) || found, false);
        switch (part[0]) {
          case SEQUENCE:
            // The label of a child is the last step of its path.
            return any(part.some(each => isStep(each) && each[1] !== null) ? part.filter(isStep) : part.slice(1));
          case BLOCK: case LINES: return any(part.slice(1));
          case NODE: return visit(part[1], path, [...nodes, part]);
          case CHOICE: return visit(part[2], path, nodes);
          case TABLE: return part.slice(1).map(any).includes(true);
          case COMMENT: return part[1].toLowerCase().includes(query);
          case CHILD: {
            const step = part[1] ?? "";
            const own = path + step;
            const place = matches.length;
            const isFound = visit(part[2], own, nodes);
            // A path that ran through a match already says nothing new, unless the last step completes it.
            const isPath = own.toLowerCase().includes(query) && !path.toLowerCase().includes(query);
            if (isFound || isPath) matches.splice(place, 0, {view, part, nodes});
            return false;
          }
          case INSTANCE: return visit(part[2], path, nodes);
          case HIGHLIGHTED: return visit(part[1], path, nodes) || part[2].toLowerCase().includes(query);
          default: return visit(view.layout.inner(part), path, nodes);
        }
      };
      if (visit(view.root, "", [])) matches.unshift({view, part: null, nodes: []});
      return matches;
    }

    function runSearch() {
      search.query = searchInput.value.trim().toLowerCase();
      search.matches = search.query ? views.flatMap(view => matchesIn(view, search.query)) : [];
      search.at = -1;
      for (const element of document.querySelectorAll(".flash")) element.classList.remove("flash");
      if (search.matches.length) showMatch(0); else sayMatches();
    }

    function sayMatches() {
      const {query, matches, at} = search;
      const total = matches.length >= matchLimit ? matchLimit + "+" : matches.length;
      searchCount.textContent = !query ? "" : matches.length ? `${at + 1} of ${total}` : "nothing found";
      searchCount.classList.toggle("none", !!query && !matches.length);
    }

    function showMatch(at) {
      search.at = (at + search.matches.length) % search.matches.length;
      const {view, part, nodes} = search.matches[search.at];
      let isNew = false;
      for (const node of nodes) {
        if (!view.layout.folds(node) || view.layout.open.get(node)) continue;
        view.layout.reveal(node, Math.max(20, view.columns - 8));
        view.layout.open.set(node, true);
        isNew = true;
      }
      if (isNew) view.draw();
      flash((part && view.elements.get(part)) ?? view.host);
      sayMatches();
    }

    let searchTimer = 0;
    searchInput.addEventListener("input", () => {
      clearTimeout(searchTimer);
      searchTimer = setTimeout(runSearch, 120);
    });
    searchInput.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        searchInput.value = "";
        runSearch();
        searchInput.blur();
      }
      if (event.key !== "Enter") return;
      clearTimeout(searchTimer);
      if (searchInput.value.trim().toLowerCase() !== search.query) return runSearch();
      if (search.matches.length) showMatch(search.at + (event.shiftKey ? -1 : 1));
    });
    """#
}
