extension Page {
  /// The picture of an array: where each element lies, sliders, zoom, the note at the pointer and the one of a click.
  static let arrayScript = #"""
    /** The places of all combinations along some axes, innermost first: positions in cells, and offsets in the data. */
    function spreadAxes(axes) {
      let places = [{position: 0, offset: 0}], extent = 1;
      axes.forEach((axis, level) => {
        const gap = level === 0 ? 0 : 2 ** (level - 1);
        const block = extent + gap;
        const result = [];
        for (let shown = 0; shown < axis.shown; shown++) {
          const index = shown < axis.h ? shown : shown - 1;
          const isCut = axis.t && shown === axis.h;
          for (const {position, offset} of places) {
            result.push({
              position: position + shown * block,
              offset: isCut || offset < 0 ? -1 : offset + index * axis.stride,
            });
          }
        }
        places = result;
        extent = Math.max(axis.shown * block - gap, 0);
      });
      return {places, extent};
    }

    /** The last place at or before a position in cells, if the position lies in it. */
    function placeAt(places, position) {
      let low = 0, high = places.length;
      while (low + 1 < high) {
        const middle = low + high >> 1;
        if (places[middle].position <= position) low = middle; else high = middle;
      }
      const place = places[low];
      return place && position >= place.position && position < place.position + 1 ? place : undefined;
    }

    class ArrayView {
      constructor(data, element) {
        this.data = data;
        this.element = element;
        this.values = unpack(data.d, data.f);
        this.mask = data.m ? unpack(data.m, "u1") : null;
        this.painter = new Painter(data.z);
        this.words = new Map(data.v ?? []);
        this.side = data.p;
        let stride = 1;
        for (const axis of [...data.a].reverse()) {
          axis.kept = axis.h + (axis.t ?? 0);
          axis.shown = axis.kept + (axis.t ? 1 : 0);
          axis.stride = stride;
          stride *= axis.kept;
        }
        this.sliders = (data.s ?? []).map(axis => ({axis, index: 0}));
        this.columns = spreadAxes(data.c.map(i => data.a[i]));
        this.rows = spreadAxes(data.r.map(i => data.a[i]));
        this.canvas = canvas(context => this.draw(context));
        this.build();
        this.resize();
      }

      build() {
        const {data, element, canvas} = this;
        const names = axes => axes.map(i => data.a[i].l).reverse().join(", ");
        canvas.element.setAttribute("role", "img");
        canvas.element.setAttribute("aria-label", "picture of " + data.a.map(axis => axis.l).join(", "));
        const frame = make("div", "frame");
        if (data.c.length) frame.append(make("div", "axis across", "→ " + names(data.c)));
        if (data.r.length) frame.append(make("div", "axis down", "→ " + names(data.r)));
        frame.append(canvas.element);
        for (const slider of this.sliders) element.append(this.slider(slider));
        element.append(frame);
        if (data.g) {
          const legend = make("div", "legend");
          for (const [value, label] of data.g) legend.append(drawFigure({k: "digits", v: value, l: label}));
          element.append(legend);
        }
        this.clicked = make("div", "clicked");
        this.clicked.setAttribute("aria-live", "polite");
        this.info = make("span", "info");
        element.append(make("div", "tools", this.scale(), this.info, this.zoom()), this.clicked);
        if (data.x) element.append(make("div", "info", data.x, ...(data.h ? [" ", this.devices()] : [])));
        this.describe();
        canvas.element.addEventListener("mousemove", event => this.hover(event));
        canvas.element.addEventListener("mouseleave", hideTip);
        canvas.element.addEventListener("click", event => this.click(event));
        canvas.element.addEventListener("wheel", event => {
          if (!event.altKey) return;
          event.preventDefault();
          this.setSide(this.side * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
        }, {passive: false});
      }

      /** A button that shows on which devices the parts of the array lie, and the picture once it was pressed. */
      devices() {
        let picture;
        const show = button("show the parts", "Show which device holds which part", () => {
          picture ??= this.element.appendChild(drawFigure(this.data.h));
          picture.hidden = show.getAttribute("aria-pressed") === "true";
          show.setAttribute("aria-pressed", String(!picture.hidden));
        });
        show.classList.add("small");
        show.setAttribute("aria-pressed", "false");
        return show;
      }

      slider(slider) {
        const axis = this.data.a[slider.axis];
        const [range, number] = ["range", "number"].map(type => {
          const input = make("input");
          Object.assign(input, {type, min: 0, max: Math.max(axis.kept - 1, 0), step: 1, value: 0});
          input.setAttribute("aria-label", axis.l);
          input.addEventListener("input", () => {
            slider.index = Math.min(Math.max(Math.round(Number(input.value)) || 0, 0), Math.max(axis.kept - 1, 0));
            range.value = number.value = slider.index;
            this.resize();
          });
          return input;
        });
        return make("label", "slider", axis.l + " ", range, number);
      }

      scale() {
        const {rules, colors} = this.painter;
        if (rules.k !== "line") return make("span", "scale");
        const bar = canvas(context => {
          for (let x = 0; x < 96; x++) {
            context.fillStyle = cssColor(colorAt(colors, x / 95));
            context.fillRect(x, 0, 1, 10);
          }
        });
        bar.size(96, 10);
        bar.element.setAttribute("role", "img");
        bar.element.setAttribute("aria-label", "colours from low to high");
        const [low, high] = [rules.lo, rules.hi].map(bound => numberText(Number(bound), 3));
        return make("span", "scale", low, bar.element, high);
      }

      zoom() {
        const input = make("input");
        Object.assign(input, {type: "range", min: 1, max: 21, step: 0.5, value: this.side, title: "Zoom (alt + wheel)"});
        input.setAttribute("aria-label", "zoom");
        input.addEventListener("input", () => this.setSide(Number(input.value)));
        this.zoomInput = input;
        return input;
      }

      setSide(side) {
        this.side = Math.min(Math.max(side, 1), 21);
        this.zoomInput.value = this.side;
        this.resize();
      }

      resize() {
        const largest = Math.max(this.columns.extent, this.rows.extent, 1);
        this.shownSide = Math.min(this.side, 16000 / largest);
        this.canvas.size(this.columns.extent * this.shownSide, this.rows.extent * this.shownSide);
      }

      describe() {
        const {painter} = this;
        const texts = {
          digits: "Integer digits as nested squares.", palette: "Colours by integer.",
          line: painter.spread !== null ? `Colours spread around ±${numberText(painter.spread, 3)} (click again to undo).`
            : painter.rules.d ? "Click an element to spread the colours around its size." : "",
        };
        this.info.textContent = texts[painter.rules.k];
      }

      draw(context) {
        const side = this.shownSide;
        const base = this.sliders.reduce((sum, {axis, index}) => sum + index * this.data.a[axis].stride, 0);
        for (const row of this.rows.places) {
          for (const column of this.columns.places) {
            const [x, y] = [column.position * side, row.position * side];
            const offset = row.offset < 0 || column.offset < 0 ? -1 : row.offset + column.offset + base;
            if (offset < 0 || this.mask && !this.mask[offset]) drawHidden(context, x, y, side);
            else this.painter.draw(context, this.values[offset], x, y, side);
          }
        }
      }

      /** The offset of the element under the pointer; -1 between the ends of an axis, undefined between blocks. */
      offsetAt(event) {
        const box = this.canvas.element.getBoundingClientRect();
        const column = placeAt(this.columns.places, (event.clientX - box.left) / this.shownSide);
        const row = placeAt(this.rows.places, (event.clientY - box.top) / this.shownSide);
        if (!column || !row) return undefined;
        if (column.offset < 0 || row.offset < 0) return -1;
        return column.offset + row.offset
          + this.sliders.reduce((sum, {axis, index}) => sum + index * this.data.a[axis].stride, 0);
      }

      /** What there is to say of an element: its place in Swift, its value, and the labels of both. */
      text(offset) {
        if (offset < 0) return "left out";
        const named = [], positional = [], labels = [];
        for (const axis of this.data.a) {
          const shown = Math.floor(offset / axis.stride) % axis.kept;
          const index = shown < axis.h ? shown : axis.s - axis.kept + shown;
          if (axis.n === undefined) positional.push(index); else named.push(`${axis.n}: ${index}`);
          if (axis.i) labels.push(`${axis.l.replace(/: \d+(\/\d+)?$/, "")} @ ${index}: ${axis.i[shown]}`);
        }
        const value = this.values[offset];
        const place = (named.length ? `[[${named.join(", ")}]]` : "") + (positional.length ? `[${positional.join(", ")}]` : "");
        const lines = [this.data.n + place];
        if (this.mask && !this.mask[offset]) lines.push("  masked");
        const word = this.words.get(value);
        lines.push("  = " + numberText(value, this.data.f === "f4" ? 7 : 5) + (word === undefined ? "" : "  # " + word));
        return [...lines, ...labels].join("\n");
      }

      hover(event) {
        const offset = this.offsetAt(event);
        if (offset === undefined) hideTip(); else showTip(this.text(offset), event.clientX, event.clientY);
      }

      click(event) {
        const offset = this.offsetAt(event);
        if (offset === undefined) return;
        this.clicked.textContent = "Clicked: " + this.text(offset).replace("\n", " ");
        const size = Math.abs(this.values[offset]);
        if (!this.painter.rules.d || !(size > 0 && Number.isFinite(size))) return;
        this.painter.spread = this.painter.spread === size ? null : size;
        this.describe();
        this.resize();
      }
    }

    drawings.array = (data, element) => { element.view = new ArrayView(data, element); };
    """#
}
