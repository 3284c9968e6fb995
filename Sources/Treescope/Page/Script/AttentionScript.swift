extension Page {
  /// Attention between tokens: a small picture for each head, and the tokens colored by what one of them attends to.
  static let attentionScript = #"""
    drawings.attention = (data, element) => {
      const weights = unpack(data.d, data.f);
      const [queries, keys] = [data.q, data.t];
      const side = Math.max(2, Math.min(9, 140 / Math.max(queries.length, keys.length, 1)));
      const state = {head: 0, query: queries.length - 1};
      const weight = (head, query, key) => weights[(head * queries.length + query) * keys.length + key];
      const greatest = data.h.map((_, head) => {
        let most = 0;
        for (let i = 0; i < queries.length * keys.length; i++) {
          const value = weights[head * queries.length * keys.length + i];
          if (value > most) most = value;
        }
        return most || 1;
      });

      const heads = make("div", "heads");
      const boxes = data.h.map((name, head) => {
        const picture = canvas(context => {
          for (let query = 0; query < queries.length; query++) {
            for (let key = 0; key < keys.length; key++) {
              const value = weight(head, query, key);
              context.fillStyle = Number.isFinite(value)
                ? cssColor(colorAt(colormaps.sequential, value / greatest[head])) : "#f0f";
              context.fillRect(key * side, query * side, side, side);
            }
          }
        });
        picture.size(keys.length * side, queries.length * side);
        picture.element.addEventListener("mousemove", event => {
          const box = picture.element.getBoundingClientRect();
          const key = Math.floor((event.clientX - box.left) / side), query = Math.floor((event.clientY - box.top) / side);
          if (!(key >= 0 && key < keys.length && query >= 0 && query < queries.length)) return;
          select(head, query);
          showTip(
            `${name}\n${queries[query]} → ${keys[key]}\n  = ${numberText(weight(head, query, key), 4)}`,
            event.clientX, event.clientY);
        });
        picture.element.addEventListener("mouseleave", hideTip);
        const button = make("button", "head-name", name);
        button.type = "button";
        button.addEventListener("click", () => select(head, state.query));
        return make("div", "head-box", button, picture.element);
      });
      heads.append(...boxes);

      const row = (label, tokens, decorate) => {
        const spans = tokens.map((token, i) => {
          const span = make("span", "token", token);
          decorate(span, i);
          return span;
        });
        return {spans, element: make("div", "tokens", make("span", "label", label), ...spans)};
      };
      const from = row("from", queries, (span, query) => {
        span.tabIndex = 0;
        for (const event of ["mouseenter", "focus"]) span.addEventListener(event, () => select(state.head, query));
      });
      const to = row("to", keys, (span, key) => {
        span.addEventListener("mousemove", event => showTip(
          `${data.h[state.head]}: ${queries[state.query]} → ${keys[key]}\n  = `
            + numberText(weight(state.head, state.query, key), 4), event.clientX, event.clientY));
        span.addEventListener("mouseleave", hideTip);
      });

      function select(head, query) {
        [state.head, state.query] = [head, query];
        boxes.forEach((box, i) => box.classList.toggle("chosen", i === head));
        from.spans.forEach((span, i) => span.classList.toggle("chosen", i === query));
        to.spans.forEach((span, key) => {
          const color = colorAt(colormaps.sequential, weight(head, query, key) / greatest[head] || 0);
          span.style.background = cssColor(color);
          span.style.color = isDark(color) ? "#fff" : "#000";
        });
      }
      element.append(heads, from.element, to.element);
      if (queries.length && keys.length && data.h.length) select(0, state.query);
    };
    """#
}
