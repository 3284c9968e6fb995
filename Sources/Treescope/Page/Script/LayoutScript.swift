extension Page {
  /// Which nodes are open at first: outer levels first, as far as they fit; and how nodes look on one line.
  ///
  /// Looks only at what may become visible: widths are counted no further than they matter.
  static let layoutScript = #"""
    const SEQUENCE = 0, BLOCK = 1, LINES = 2, NODE = 3, CHOICE = 4, CHILD = 5, INSTANCE = 6, HIGHLIGHTED = 7,
      MODES = 8, FIGURE = 9, STYLED = 10, TABLE = 11, COMMENT = 12;
    const pictureLines = 12;

    const isText = part => typeof part === "string" || typeof part[0] === "string";
    const textOf = part => typeof part === "string" ? part : part[1];

    class Layout {
      constructor(options) {
        this.options = options;
        this.source = !!options.source;
        this.open = new Map();
      }

      /** The part inside one that adds nothing to the layout; undefined for other parts. */
      inner(part) {
        switch (part[0]) {
          case CHILD: case INSTANCE: return part[2];
          case HIGHLIGHTED: case STYLED: return part[1];
          case FIGURE: return part[2];
          case MODES: return part[this.source ? 2 : 1];
        }
      }

      /** The columns of a part on one line, or with all nodes summarized, counted up to a limit. */
      width(part, limit, isShort = false) {
        if (isText(part)) return textOf(part).length;
        let total = 0;
        const add = (parts, gap) => {
          for (let i = 0; i < parts.length && total <= limit; i++) {
            total += (i ? gap : 0) + this.width(parts[i], limit - total, isShort);
          }
        };
        switch (part[0]) {
          case SEQUENCE: add(part.slice(1), 0); break;
          case BLOCK: add(part.slice(1), 2); break;
          case LINES: add(part.slice(1), 1); break;
          case NODE: return this.width(part[isShort ? 2 : 1], limit, isShort);
          case CHOICE: return this.width(part[1], limit, isShort);
          case TABLE: for (const row of part.slice(1)) { add(row, 1); total += 2; } break;
          case COMMENT: return 0;
          default: return (part[0] === HIGHLIGHTED ? 2 : 0) + this.width(this.inner(part), limit, isShort);
        }
        return total;
      }

      /** The line breaks of an expanded part whose nodes are folded, without pictures. */
      lines(part) {
        if (isText(part)) return 0;
        const sum = (parts, each) => parts.reduce((total, part) => total + each + this.lines(part), 0);
        switch (part[0]) {
          case SEQUENCE: return sum(part.slice(1), 0);
          case BLOCK: return part.length > 1 ? 1 + sum(part.slice(1), 1) : 0;
          case LINES: return sum(part.slice(1), 1);
          case NODE: case COMMENT: return 0;
          case CHOICE: return this.lines(part[2]);
          case TABLE: return part.length - 1;
          default: return this.lines(this.inner(part));
        }
      }

      /** Whether an expanded part draws a picture itself. */
      draws(part) {
        if (isText(part)) return false;
        switch (part[0]) {
          case FIGURE: return true;
          case SEQUENCE: case BLOCK: case LINES: return part.slice(1).some(part => this.draws(part));
          case CHOICE: return this.draws(part[2]);
          case NODE: case TABLE: case COMMENT: return false;
          default: return this.draws(this.inner(part));
        }
      }

      /** Whether a node can be opened. */
      folds(node) { return this.lines(node[1]) > 0 || this.draws(node[1]); }

      /** Calls a function with each outermost node of an expanded part, and the column where it starts. */
      each(part, column, indent, visit) {
        if (isText(part)) return column + textOf(part).length;
        switch (part[0]) {
          case SEQUENCE:
            for (let i = 1; i < part.length; i++) column = this.each(part[i], column, indent, visit);
            return column;
          case BLOCK: case LINES:
            for (let i = 1; i < part.length; i++) this.each(part[i], indent + 2, indent + 2, visit);
            return part[0] === BLOCK ? indent : column;
          case NODE: visit(part, column, indent); return column + this.width(part, Math.max(0, 200 - column));
          case CHOICE: return this.each(part[2], column, indent, visit);
          case TABLE: case COMMENT: return column;
          default: return this.each(this.inner(part), column, indent, visit);
        }
      }

      /** Decides the nodes of a part, so that it takes about so many lines. */
      decide(root, columns, height, depth) {
        const pictures = [];
        const inside = (part, column, indent) => {
          const nodes = [];
          this.each(part, column, indent, (node, column, indent) => nodes.push({node, column, indent}));
          return nodes;
        };
        const isTooWide = ({node, column}) => this.width(node, columns - column) > columns - column;
        let total = 1 + this.lines(root), isChain = true, count = 0;
        for (let nodes = inside(root, 0, 0), level = 0; nodes.length; level++) {
          const next = [];
          count += nodes.length;
          const isShallow = depth === undefined || level < depth;
          const wanting = new Set(nodes.filter(each => this.lines(each.node[1]) > 0 && isTooWide(each)));
          // The height may be exceeded to open a chain of nodes of which each is the only one to be opened.
          isChain &&= wanting.size === 1;
          for (const each of nodes) {
            const {node, column, indent} = each;
            const lines = this.lines(node[1]);
            let isOpen = this.open.get(node);
            if (isOpen === undefined) {
              const hasRoom = total + lines <= height || isChain && total < height;
              isOpen = node[4] === 1 || node[4] !== 0 && isShallow && wanting.has(each) && hasRoom;
              if (!isOpen && node[4] !== 0 && isShallow && this.draws(node[1])) pictures.push(node);
              this.open.set(node, isOpen);
            }
            if (!isOpen) continue;
            total += lines;
            next.push(...inside(node[1], column, indent));
          }
          nodes = next;
        }
        // Pictures open all or none, so that like arrays look alike.
        if (pictures.length === 1 && count === 1 || total + pictures.length * pictureLines <= height) {
          for (const node of pictures) this.open.set(node, true);
        }
      }

      /** Decides the nodes inside a folded one, for when it is opened. */
      reveal(node, columns) { this.decide(node[1], columns, 20, undefined); }

      /** The outermost nodes of a part on one line. */
      folded(part, nodes) {
        if (isText(part)) return nodes;
        switch (part[0]) {
          case SEQUENCE: case BLOCK: case LINES:
            for (let i = 1; i < part.length; i++) this.folded(part[i], nodes);
            return nodes;
          case NODE: nodes.push(part); return nodes;
          case CHOICE: return this.folded(part[1], nodes);
          case TABLE: for (const row of part.slice(1)) for (const cell of row) this.folded(cell, nodes); return nodes;
          case COMMENT: return nodes;
          default: return this.folded(this.inner(part), nodes);
        }
      }

      /**
       * The nodes to show by their summaries so that a node fits on its line: the last ones inside, or the node itself.
       */
      summarized(node, room) {
        const summaries = new Set();
        const levels = this.options.abbreviate;
        if (levels !== undefined) {
          let nodes = this.folded(node[1], []);
          for (let level = 1; level < levels; level++) nodes = nodes.flatMap(node => this.folded(node[1], []));
          for (const node of nodes) {
            const short = this.width(node[2], 200);
            if (this.width(node[1], short) > short) summaries.add(node);
          }
        }
        if (!this.folds(node) || this.width(node, room) <= room) return summaries;
        const least = this.width(node[1], room, true);
        if (least > room) return summaries.add(node);
        let spare = room - least;
        for (const inner of this.folded(node[1], [])) {
          const short = this.width(inner, room, true);
          const saving = this.width(inner, short + spare) - short;
          if (saving <= spare) spare -= Math.max(saving, 0); else summaries.add(inner);
        }
        return summaries;
      }
    }
    """#
}
