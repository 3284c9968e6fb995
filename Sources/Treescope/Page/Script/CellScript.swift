extension Page {
  /// How one element is drawn: a color, the digits of an integer as nested squares, or a sign for what has no color.
  static let cellScript = #"""
    /** Offset and side of the square of each digit, outermost first, in sevenths of the cell, by the number of digits. */
    const digitSquares = [
      [], [[0, 7]], [[0, 7], [2, 3]], [[0, 7], [1, 5], [2, 3]], [[0, 7], [1, 6], [2, 4], [3, 2]],
      [[0, 7], [1, 6], [2, 5], [3, 4], [4, 2]], [[0, 7], [1, 6], [2, 5], [3, 4], [4, 3], [5, 2]],
      [[0, 7], [1, 6], [2, 5], [3, 4], [4, 3], [5, 2], [6, 1]],
    ];

    function drawDigits(context, value, x, y, size) {
      const digits = String(Math.abs(value));
      if (!Number.isInteger(value) || digits.length > 7) return drawSign(context, "X", "#ff00ff", "#000", x, y, size);
      const unit = size / 7;
      let last = "", isSecond = false;
      digitSquares[digits.length].forEach(([offset, side], i) => {
        isSecond = digits[i] === last && !isSecond;
        last = digits[i];
        context.fillStyle = cssColor(colormaps.digits[Number(digits[i]) + (isSecond ? 10 : 0)]);
        context.fillRect(x + offset * unit, y + offset * unit, side * unit, side * unit);
      });
      if (value < 0) {
        context.fillStyle = "#000";
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(x + 3 * unit, y);
        context.lineTo(x, y + 3 * unit);
        context.fill();
      }
    }

    /** The strokes of each sign, in sevenths of the cell. */
    const signs = {
      "X": [[1.5, 1.5, 5.5, 5.5], [5.5, 1.5, 1.5, 5.5]],
      "I": [[2, 1.5, 5, 1.5], [3.5, 1.5, 3.5, 5.5], [2, 5.5, 5, 5.5]],
      "-I": [[0.5, 3.5, 2.2, 3.5], [3, 1.5, 6, 1.5], [4.5, 1.5, 4.5, 5.5], [3, 5.5, 6, 5.5]],
      "+": [[3.5, 1.5, 3.5, 5.5], [1.5, 3.5, 5.5, 3.5]],
      "-": [[1.5, 3.5, 5.5, 3.5]],
    };

    function drawSign(context, sign, color, ground, x, y, size) {
      context.fillStyle = ground;
      context.fillRect(x, y, size, size);
      const unit = size / 7;
      context.strokeStyle = color;
      context.lineWidth = Math.max(unit, 0.75);
      context.beginPath();
      for (const [x1, y1, x2, y2] of signs[sign]) {
        context.moveTo(x + x1 * unit, y + y1 * unit);
        context.lineTo(x + x2 * unit, y + y2 * unit);
      }
      context.stroke();
    }

    /** An element that is masked, or left out between the ends of an axis: four dots on gray. */
    function drawHidden(context, x, y, size) {
      context.fillStyle = "#8a8a8a";
      context.fillRect(x, y, size, size);
      const unit = size / 7;
      context.fillStyle = "#c4c4c4";
      for (const [dx, dy] of [[1.5, 1.5], [4.5, 1.5], [1.5, 4.5], [4.5, 4.5]]) {
        context.fillRect(x + dx * unit, y + dy * unit, unit, unit);
      }
    }

    const isDark = color => 0.2126 * (color >> 16 & 255) + 0.7152 * (color >> 8 & 255) + 0.0722 * (color & 255) <= 128;

    /** Draws elements by the rules of one picture; `spread` is the size around which dynamic colors are spread. */
    class Painter {
      constructor(rules) {
        this.rules = rules;
        this.colors = typeof rules.c === "string" ? colormaps[rules.c] : rules.c;
        this.low = Number(rules.lo);
        this.high = Number(rules.hi);
        this.spread = null;
        this.table = [];
      }

      /** The place of a value between the first and the last color. */
      place(value) {
        if (this.high === this.low) return value === this.low ? 0.5 : value > this.low ? 1.5 : -0.5;
        if (this.spread === null) return (value - this.low) / (this.high - this.low);
        return 0.5 + 0.5 * Math.asinh(value / this.spread) / Math.asinh(this.high / this.spread);
      }

      color(place) {
        const index = Math.round(Math.min(Math.max(place, 0), 1) * 255);
        return this.table[index] ??= colorAt(this.colors, index / 255);
      }

      draw(context, value, x, y, size) {
        if (Number.isNaN(value)) return drawSign(context, "X", "#ff4fff", "#000", x, y, size);
        if (this.rules.k === "digits") return drawDigits(context, value, x, y, size);
        if (this.rules.k === "palette") {
          const color = this.colors[value];
          if (color === undefined) return drawSign(context, "X", "#ff4fff", "#000", x, y, size);
          context.fillStyle = cssColor(color);
          return context.fillRect(x, y, size, size);
        }
        if (!Number.isFinite(value)) {
          const color = this.color(value > 0 ? 1 : 0);
          return drawSign(context, value > 0 ? "I" : "-I", isDark(color) ? "#fff" : "#000", cssColor(color), x, y, size);
        }
        const place = this.place(value);
        const color = this.color(place);
        // Rounding puts the largest element a little past the last color.
        if (place > 1 + 1e-4 || place < -1e-4) {
          return drawSign(context, place > 1 ? "+" : "-", isDark(color) ? "#fff" : "#000", cssColor(color), x, y, size);
        }
        context.fillStyle = cssColor(color);
        context.fillRect(x, y, size, size);
      }
    }
    """#
}
