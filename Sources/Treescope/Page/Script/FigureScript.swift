extension Page {
  /// What all pictures share: unpacking elements, the note beside the pointer, drawing only what comes into view.
  static let figureScript = #"""
    const drawings = {};

    function drawFigure(data) {
      const element = make("div", "figure");
      const draw = drawings[data.k] ?? (() => element.append("(unknown picture)"));
      if (data.k === "digits") {
        draw(data, element);
      } else {
        element.classList.add(data.k);
        whenVisible(element, () => draw(data, element));
      }
      return element;
    }

    /** The numbers of base64 text in one of the formats of the library. */
    function unpack(text, format) {
      const raw = atob(text);
      const size = {f4: 4, f3: 3, i4: 4, u1: 1}[format];
      const count = raw.length / size;
      const word = new DataView(new ArrayBuffer(4));
      const values = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        if (size === 1) { values[i] = raw.charCodeAt(i); continue; }
        word.setUint8(0, 0);
        for (let j = 0; j < size; j++) word.setUint8(4 - size + j, raw.charCodeAt(i * size + j));
        values[i] = format === "i4" ? word.getInt32(0, true) : word.getFloat32(0, true);
      }
      return values;
    }

    function numberText(value, digits = 5) {
      if (Number.isNaN(value)) return "nan";
      if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
      if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
      const text = String(Number(value.toPrecision(digits)));
      return text.replace("e+", "e");
    }

    const cssColor = color => "#" + color.toString(16).padStart(6, "0");

    /** The color at a place from 0 to 1 along a list of colors. */
    function colorAt(colors, place) {
      const position = Math.min(Math.max(place, 0), 1) * (colors.length - 1);
      const index = Math.min(Math.floor(position), Math.max(colors.length - 2, 0));
      const [a, b] = [colors[index], colors[Math.min(index + 1, colors.length - 1)]];
      const share = position - index;
      let color = 0;
      for (const shift of [16, 8, 0]) {
        const [from, to] = [a >> shift & 255, b >> shift & 255];
        color = color << 8 | Math.round(from + (to - from) * share);
      }
      return color;
    }

    /** The one note that follows the pointer. */
    const tip = make("div", "tip");
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    function showTip(text, x, y) {
      tip.textContent = text;
      tip.hidden = false;
      const box = tip.getBoundingClientRect();
      tip.style.left = Math.max(0, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
      tip.style.top = (y + 18 + box.height > innerHeight ? Math.max(0, y - box.height - 10) : y + 18) + "px";
    }
    function hideTip() { tip.hidden = true; }

    /** Calls a function once, when an element comes near the window. */
    const waiting = new WeakMap();
    const watcher = new IntersectionObserver(entries => {
      for (const {isIntersecting, target} of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        waiting.get(target)?.();
        waiting.delete(target);
      }
    }, {rootMargin: "800px"});
    function whenVisible(element, draw) {
      waiting.set(element, draw);
      watcher.observe(element);
    }

    /** A canvas, and a function that gives it a size in CSS pixels and draws on it, sharp on every screen. */
    function canvas(draw) {
      const element = make("canvas");
      const size = (width, height) => {
        // Canvases have a largest side; larger pictures are drawn coarser.
        const ratio = Math.min(devicePixelRatio || 1, 16000 / Math.max(width, height, 1));
        element.width = Math.max(1, Math.round(width * ratio));
        element.height = Math.max(1, Math.round(height * ratio));
        element.style.width = width + "px";
        element.style.height = height + "px";
        const context = element.getContext("2d");
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        draw(context);
      };
      return {element, size};
    }

    /** Foreign HTML: a sandbox without leave for anything, whose document can ask for nothing and leads nowhere. */
    drawings.html = (data, element) => {
      // The policy stops every request, but a browser may look up or connect to an address before it asks the policy.
      const inert = new DOMParser().parseFromString(data.h, "text/html");
      const leading = "script, iframe, frame, frameset, object, embed, link, meta, base, template";
      for (const each of inert.querySelectorAll(leading)) each.remove();
      for (const each of inert.querySelectorAll("*")) {
        for (const name of ["href", "xlink:href", "ping"]) each.removeAttribute(name);
      }
      const frame = make("iframe");
      frame.setAttribute("sandbox", "");
      frame.referrerPolicy = "no-referrer";
      frame.title = data.t;
      frame.style.width = data.w + "ch";
      frame.style.height = data.l * 1.5 + "em";
      frame.srcdoc = "<!DOCTYPE html><meta charset='utf-8'><meta http-equiv='Content-Security-Policy' "
        + "content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">" + inert.documentElement.outerHTML;
      element.append(frame);
    };

    drawings.digits = (data, element) => {
      const cell = canvas(context => drawDigits(context, data.v, 0, 0, 16));
      cell.size(16, 16);
      cell.element.dataset.tip = String(data.v);
      cell.element.setAttribute("role", "img");
      cell.element.setAttribute("aria-label", String(data.v));
      element.classList.add("inline");
      element.append(cell.element);
      if (data.l) element.append(make("span", "label", data.l));
    };
    """#
}
