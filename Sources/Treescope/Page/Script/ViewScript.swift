extension Page {
  /// Builds the elements of what is visible of one value, line by line, and builds a line anew when a node in it folds.
  static let viewScript = #"""
    /** An element with a class and what it holds; text is only ever set as text. */
    function make(tag, className, ...children) {
      const element = document.createElement(tag);
      if (className) element.className = className;
      element.append(...children);
      return element;
    }

    class View {
      constructor(fragment, host) {
        this.fragment = fragment;
        this.root = fragment.root;
        this.host = host;
        this.layout = new Layout(fragment);
        /** The elements of nodes, children and pictures that are visible, and back. */
        this.elements = new WeakMap();
        this.parts = new WeakMap();
        this.figures = new WeakMap();
        const width = this.columns;
        this.layout.decide(this.root, width, fragment.height ?? 40, fragment.depth);
        host.redraw = () => this.draw();
        host.classList.add("tree");
        host.setAttribute("role", "tree");
        host.setAttribute("aria-label", fragment.title ?? "");
        this.draw();
      }

      /** The columns that lines should fit in. */
      get columns() {
        const probe = make("span", "probe", "0".repeat(100));
        this.host.append(probe);
        const column = probe.getBoundingClientRect().width / 100 || 8;
        probe.remove();
        const fits = Math.floor((this.host.clientWidth || innerWidth) / column) - 6;
        return Math.max(20, Math.min(this.fragment.width ?? 100, fits));
      }

      draw() {
        this.host.replaceChildren();
        this.host.className = "tree";
        this.begin(this.host, this.root, "", 1);
        for (const [role, text] of this.fragment.notes ?? []) {
          this.host.append(make("div", "item r-" + role, "# " + text));
        }
        const first = this.host.querySelector(".head");
        if (first) first.tabIndex = 0;
      }

      /** Writes a part as a line of its own, which may go on in blocks below. */
      begin(element, part, path, level) {
        const line = {element, item: element, notes: [], path, column: 2 * level, after: ""};
        this.write(line, part, true, {path, level, node: null, isTop: false, summaries: null});
        this.end(line);
      }

      /** Ends a line: the comma where nothing more follows, what the remarks say, and where its path can be copied. */
      end(line, isLast = true) {
        if (isLast) {
          this.text(line, line.after, "", null);
          line.after = "";
        }
        const below = [];
        for (const [text, role] of line.notes) {
          const [first, ...more] = text.split("\n");
          line.element.append(make("span", "r-" + role, " # " + first));
          below.push(...more.map(text => make("div", "note r-" + role, "# " + text)));
        }
        line.element.append(...below);
        line.notes = [];
        if (line.path !== undefined && !line.hasPath && line.element.lastChild) {
          line.hasPath = true;
          line.item.path = keyPath(line.path);
          line.item.lineEnd = line.element.lastChild;
        }
      }

      text(line, text, role, context) {
        if (!text) return;
        line.column += text.length;
        const isHead = context?.isTop && context.node;
        if (!role && !isHead) { line.element.append(text); return; }
        const span = make("span", role ? "r-" + role : "", text);
        if (isHead) {
          span.classList.add("fold");
          if (!context.head.done) {
            context.head.done = true;
            this.makeHead(span, context.node, true, context.level);
          }
        }
        line.element.append(span);
      }

      makeHead(element, node, isOpen, level) {
        element.classList.add("head");
        element.setAttribute("role", "treeitem");
        element.setAttribute("aria-expanded", String(isOpen));
        element.setAttribute("aria-level", String(level));
        element.tabIndex = -1;
        this.elements.set(node, element);
        this.parts.set(element, node);
      }

      write(line, part, isOpen, context) {
        if (isText(part)) {
          return typeof part === "string"
            ? this.text(line, part, "", context) : this.text(line, part[1], part[0], context);
        }
        switch (part[0]) {
          case SEQUENCE:
            for (let i = 1; i < part.length; i++) this.write(line, part[i], isOpen, context);
            break;
          case BLOCK: case LINES: this.block(line, part, isOpen, context); break;
          case NODE: this.node(line, part, isOpen, context); break;
          case CHOICE: this.write(line, part[isOpen ? 2 : 1], isOpen, context); break;
          case COMMENT: if (isOpen) line.notes.push([part[1], "m"]); break;
          case CHILD: {
            const path = part[1] === null || context.path === null ? null : context.path + part[1];
            if (isOpen) {
              if (path !== null && line.path === undefined) line.path = path;
              this.elements.set(part, line.item);
            }
            this.write(line, part[2], isOpen, {...context, path, isTop: false});
            break;
          }
          case INSTANCE:
            this.write(line, part[2], isOpen, context);
            if (isOpen) line.notes.push(["Repeated object " + part[1], "m repeated"]);
            break;
          case HIGHLIGHTED: {
            // A line of its own gets a box around it and everything below.
            if (isOpen) line.item.classList.add("boxed", "m-" + part[3]);
            if (isOpen && part[2]) line.notes.push([part[2], part[3]]);
            this.inside(line, make("span", isOpen ? "" : "marked m-" + part[3]), part[1], isOpen, context);
            break;
          }
          case MODES: this.write(line, part[this.layout.source ? 2 : 1], isOpen, context); break;
          case FIGURE: if (isOpen) this.figure(line, part); else this.write(line, part[2], false, context); break;
          case STYLED: this.inside(line, styledElement(part[2]), part[1], isOpen, context); break;
          case TABLE: this.table(line, part, isOpen, context); break;
        }
      }

      /** Writes a part inside an element of its own. */
      inside(line, element, part, isOpen, context) {
        const outer = line.element;
        outer.append(element);
        line.element = element;
        this.write(line, part, isOpen, context);
        line.element = outer;
      }

      block(line, part, isOpen, context) {
        const isList = part[0] === BLOCK;
        if (!isOpen) {
          for (let i = 1; i < part.length; i++) {
            if (i > 1) this.text(line, isList ? ", " : " ", "", null);
            this.write(line, part[i], false, {...context, isTop: false});
          }
          return;
        }
        if (part.length === 1) return;
        this.end(line, false);
        const block = make("div", "block");
        block.setAttribute("role", "group");
        line.element.append(block);
        for (let i = 1; i < part.length; i++) {
          const item = make("div", "item");
          block.append(item);
          if (isList || i < part.length - 1) {
            item.redraw = () => {
              item.replaceChildren();
              item.className = "item";
              const child = {
                element: item, item, notes: [], column: 2 * context.level + 2, after: isList ? "," : "",
              };
              this.write(child, part[i], true, {...context, level: context.level + 1, isTop: false});
              this.end(child);
            };
            item.redraw();
          } else {
            // What follows goes on in the last line.
            line.element = line.item = item;
            item.redraw = () => this.draw();
            this.write(line, part[i], true, {...context, level: context.level + 1, isTop: false});
          }
        }
      }

      node(line, node, isOpen, context) {
        const folds = this.layout.folds(node);
        if (!isOpen) {
          const form = context.summaries?.has(node) ? node[2] : node[1];
          const span = this.colored(make("span", "node"), node);
          return this.inside(line, span, form, false, {...context, node: null, isTop: false});
        }
        if (!folds) {
          const span = this.colored(make("span", "node"), node);
          return this.inside(line, span, node[1], true, {...context, node: null, isTop: false});
        }
        const opened = this.layout.open.get(node) ?? false;
        const span = this.colored(make("span", opened ? "node open" : "node folded"), node);
        const arrow = make("span", line.arrow ? "arrow inline" : "arrow", opened ? "▾" : "▸");
        line.arrow = true;
        arrow.setAttribute("aria-hidden", "true");
        span.append(arrow);
        if (opened) {
          return this.inside(line, span, node[1], true, {...context, node, head: {}, isTop: true});
        }
        this.makeHead(span, node, false, context.level);
        const summaries = this.layout.summarized(node, this.columnsLeft(line));
        this.inside(
          line, span, summaries.has(node) ? node[2] : node[1], false, {...context, node: null, isTop: false, summaries});
      }

      columnsLeft(line) {
        this.knownColumns ??= this.columns;
        return Math.max(20, this.knownColumns - line.column);
      }

      colored(element, node) {
        const [color, fill] = node[3].split("/");
        if (color) {
          element.classList.add("colored");
          element.style.setProperty("--color", color);
        }
        if (fill !== undefined) {
          element.classList.add("outlined");
          element.style.setProperty("--fill", fill || color);
        }
        return element;
      }

      table(line, part, isOpen, context) {
        if (!isOpen) {
          part.slice(1).forEach((row, i) => {
            if (i) this.text(line, "; ", "", null);
            row.forEach((cell, j) => {
              if (j) this.text(line, " ", "", null);
              this.write(line, cell, false, context);
            });
          });
          return;
        }
        this.end(line, false);
        const table = make("table");
        part.slice(1).forEach((row, i) => {
          const cells = row.map(cell => {
            const element = make(i ? "td" : "th");
            this.write({...line, element, notes: []}, cell, false, {...context, isTop: false});
            return element;
          });
          table.append(make("tr", "", ...cells));
        });
        line.element.append(table);
      }

      figure(line, part) {
        if (part[1].k !== "digits") this.end(line);
        let element = this.figures.get(part);
        if (!element) {
          element = drawFigure(part[1]);
          this.figures.set(part, element);
        }
        line.element.append(element);
      }

      /** Opens or folds a node, and builds its line anew. */
      toggle(node, isOpen = !this.layout.open.get(node)) {
        if (isOpen) this.layout.reveal(node, Math.max(20, this.columns - 8));
        this.layout.open.set(node, isOpen);
        const element = this.elements.get(node);
        const hadFocus = element && element.contains(document.activeElement);
        (element?.closest(".item") ?? this.host).redraw();
        if (hadFocus) this.focus(node);
      }

      focus(node) {
        const head = this.elements.get(node);
        for (const other of this.host.querySelectorAll(".head[tabindex='0']")) other.tabIndex = -1;
        if (!head) return;
        head.tabIndex = 0;
        head.focus();
      }

      /** Folds every node, or opens them, outer levels first, up to as many lines as a browser can bear. */
      setAll(isOpen) {
        let nodes = [], total = 0;
        this.layout.each(this.root, 0, 0, node => nodes.push(node));
        while (nodes.length) {
          const inner = [];
          for (const node of nodes) {
            const lines = this.layout.lines(node[1]);
            const opens = isOpen && total + lines < lineLimit;
            if (opens) total += lines;
            if (this.layout.folds(node)) this.layout.open.set(node, opens);
            if (opens || !isOpen) this.layout.each(node[1], 0, 0, node => inner.push(node));
          }
          nodes = inner;
        }
        this.draw();
      }
    }
    const lineLimit = 30000;

    /** A path as a Swift key path. */
    function keyPath(path) {
      return path === "" ? "\\.self" : "\\" + (path.startsWith(".") ? "" : ".") + path;
    }

    function styledElement(style) {
      const element = make("span", "styled");
      if (style.f) element.style.color = style.f;
      if (style.b) element.style.background = style.b;
      if (style.w) element.style.fontWeight = "bold";
      if (style.i) element.style.fontStyle = "italic";
      if (style.z) element.style.fontSize = style.z + "em";
      if (style.o) element.classList.add("outline-" + style.o);
      if (style.t) element.dataset.tip = style.t;
      if (style.a) element.classList.add("arranged-" + style.a);
      if (style.v) element.style.paddingBottom = style.v * 1.5 + "em";
      if (style.v) element.classList.add("spaced");
      return element;
    }
    """#
}
