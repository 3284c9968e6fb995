extension Page {
  /// What clicks and keys do: fold, move, copy.
  static let commandScript = #"""
    const views = [];
    const viewOf = element => views.find(view => view.host.contains(element));

    /** The one button that copies a path; it stands at the end of the line under the pointer. */
    const copyButton = make("button", "copy", "copy");
    copyButton.type = "button";
    copyButton.tabIndex = -1;

    /** Puts the button at the end of the line that an element lies in. */
    function offerCopy(element) {
      let item = element.closest(".item, .tree");
      while (item && item.path === undefined) item = item.parentElement?.closest(".item, .tree");
      if (!item || copyButton.previousSibling === item.lineEnd) return;
      copyButton.path = item.path;
      copyButton.textContent = "copy";
      copyButton.classList.remove("said");
      copyButton.title = "Copy path: " + item.path;
      copyButton.setAttribute("aria-label", copyButton.title);
      item.lineEnd.after(copyButton);
    }

    async function copyPath() {
      const text = copyButton.path;
      const say = label => {
        copyButton.textContent = label;
        copyButton.classList.add("said");
      };
      try {
        await navigator.clipboard.writeText(text);
        say("copied");
      } catch {
        // Without leave to write, the browser may still copy what is selected.
        const area = make("textarea", "offscreen");
        area.value = text;
        document.body.append(area);
        area.select();
        const isDone = document.execCommand("copy");
        area.remove();
        say(isDone ? "copied" : "not copied: " + text);
      }
    }

    addEventListener("click", event => {
      const target = event.target;
      if (!(target instanceof Element)) return;
      const view = viewOf(target);
      if (!view) return;
      if (target === copyButton) return void copyPath();
      if (target.closest(".figure, button, input, a, table")) return;
      const selection = getSelection();
      if (selection && !selection.isCollapsed && selection.containsNode(target, true)) return;
      if (target.closest(".repeated")) return showRepeated(view, target.closest(".repeated"));
      const node = nodeAt(view, target);
      if (node) view.toggle(node);
    });

    /** The node that a click on an element folds or opens. */
    function nodeAt(view, target) {
      const folded = target.closest(".node.folded");
      if (folded && view.host.contains(folded)) return view.parts.get(folded);
      if (!target.closest(".fold, .arrow")) return undefined;
      const head = target.closest(".node.open")?.querySelector(".head");
      return head ? view.parts.get(head) : undefined;
    }

    /** Moves to the next place where the same object is visible. */
    function showRepeated(view, remark) {
      const all = [...view.host.querySelectorAll(".repeated")].filter(each => each.textContent === remark.textContent);
      const next = all[(all.indexOf(remark) + 1) % all.length];
      flash(next.closest(".item") ?? view.host);
    }

    function flash(element) {
      element.scrollIntoView({block: "center"});
      for (const other of document.querySelectorAll(".flash")) other.classList.remove("flash");
      element.classList.add("flash");
    }

    addEventListener("mouseover", event => {
      if (event.target instanceof Element && viewOf(event.target)) offerCopy(event.target);
      const tipped = event.target instanceof Element && event.target.closest("[data-tip]");
      if (!tipped) return;
      showTip(tipped.dataset.tip, event.clientX, event.clientY);
      tipped.addEventListener("mouseleave", hideTip, {once: true});
    });
    addEventListener("scroll", hideTip, {passive: true, capture: true});

    /** The keys that move in a tree and fold its nodes. */
    const keys = {
      ArrowDown: (view, node, heads, i) => heads[i + 1] && view.focus(view.parts.get(heads[i + 1])),
      ArrowUp: (view, node, heads, i) => heads[i - 1] && view.focus(view.parts.get(heads[i - 1])),
      Home: (view, node, heads) => view.focus(view.parts.get(heads[0])),
      End: (view, node, heads) => view.focus(view.parts.get(heads.at(-1))),
      ArrowRight: (view, node, heads, i) => {
        if (!view.layout.open.get(node)) return view.toggle(node, true);
        const level = Number(heads[i].getAttribute("aria-level"));
        if (heads[i + 1] && Number(heads[i + 1].getAttribute("aria-level")) > level) keys.ArrowDown(view, node, heads, i);
      },
      ArrowLeft: (view, node, heads, i) => {
        if (view.layout.open.get(node)) return view.toggle(node, false);
        const level = Number(heads[i].getAttribute("aria-level"));
        for (let j = i - 1; j >= 0; j--) {
          if (Number(heads[j].getAttribute("aria-level")) < level) return view.focus(view.parts.get(heads[j]));
        }
      },
      Enter: (view, node) => view.toggle(node),
      " ": (view, node) => view.toggle(node),
      c: (view, node, heads, i) => {
        offerCopy(heads[i]);
        copyPath();
      },
    };

    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.matches("input, textarea")) return;
      if (event.key === "/") {
        event.preventDefault();
        return searchInput.focus();
      }
      if (event.key === "r") return toggleSource();
      const head = event.target instanceof Element && event.target.closest(".head");
      const view = head && viewOf(head);
      const action = view && Object.hasOwn(keys, event.key) && keys[event.key];
      if (!action) return;
      event.preventDefault();
      const heads = [...view.host.querySelectorAll(".head")];
      action(view, view.parts.get(head), heads, heads.indexOf(head));
    });

    /** Shows the forms that are Swift source, or the usual ones. */
    function toggleSource() {
      const isSource = !views[0]?.layout.source;
      for (const view of views) {
        view.layout.source = isSource;
        view.draw();
      }
      document.documentElement.classList.toggle("source", isSource);
      sourceButton.setAttribute("aria-pressed", String(isSource));
    }
    """#
}
