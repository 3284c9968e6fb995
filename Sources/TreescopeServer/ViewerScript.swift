extension ViewerPage {
  /// What the page does: it keeps the list as the server has it, and shows the newest value or the one chosen.
  static let script = #"""
    "use strict";
    (() => {
    const find = selector => document.querySelector(selector);
    const [list, main, empty, state] = ["ol", "main", "#empty", ".state"].map(find);
    const [save, saveAll, hold, clear] = ["#save", "#save-all", "#hold", "#clear"].map(find);
    let values = [], shown = null, newest = 0, isFirst = true;
    /** The values that came while another one was held. */
    const unseen = new Set();

    const make = (tag, name, text) => Object.assign(document.createElement(tag), {className: name, textContent: text});
    const isHeld = () => hold.getAttribute("aria-pressed") === "true";

    /** Shows a value in a new frame: going back in the browser then leads out of the page, not through the values. */
    function show(value) {
      shown = value?.id ?? null;
      unseen.delete(shown);
      main.querySelector("iframe")?.remove();
      empty.hidden = !!value;
      for (const element of [save, saveAll, hold, clear]) element.hidden = !value;
      document.title = value ? `${value.title} - penzai view` : "penzai view";
      history.replaceState(null, "", value ? "#" + value.id : location.pathname);
      if (value) {
        const frame = make("iframe", "", "");
        frame.title = value.title;
        frame.sandbox = "allow-scripts";
        frame.allow = "clipboard-write";
        frame.referrerPolicy = "no-referrer";
        frame.src = `values/${value.id}/`;
        main.append(frame);
        save.href = `values/${value.id}/page`;
      }
      mark();
    }

    /** Marks the value shown and those not seen yet. */
    function mark() {
      for (const button of list.querySelectorAll("button")) {
        const isShown = button.value === String(shown);
        button.setAttribute("aria-current", String(isShown));
        button.parentElement.classList.toggle("new", unseen.has(Number(button.value)));
        if (isShown) button.scrollIntoView({block: "nearest"});
      }
    }

    function item({id, title, time, size}) {
      const button = make("button", "", "");
      const date = new Date(time);
      Object.assign(button, {type: "button", value: id});
      button.title = `${title}\n${date.toLocaleString()}, ${size.toLocaleString()} bytes`;
      const clock = make("time", "", date.toLocaleTimeString([], {timeStyle: "medium", hourCycle: "h23"}));
      clock.dateTime = date.toISOString();
      button.append(make("span", "title", title), clock);
      const element = make("li", "", "");
      element.append(button);
      return element;
    }

    function update(next) {
      values = next;
      const focused = document.activeElement?.closest("ol button")?.value;
      list.replaceChildren(...values.map(item).reverse());
      if (focused) list.querySelector(`button[value="${CSS.escape(focused)}"]`)?.focus();
      const last = values.at(-1);
      const fresh = values.filter(value => value.id > newest);
      const wanted = isFirst && values.find(value => "#" + value.id === location.hash);
      newest = last?.id ?? newest;
      isFirst = false;
      const isGone = shown !== null && !values.some(value => value.id === shown);
      if (fresh.length && (shown === null || isGone || !isHeld())) return show(wanted || last);
      for (const value of fresh) unseen.add(value.id);
      if (isGone) return show(last);
      mark();
    }

    list.addEventListener("click", event => {
      const button = event.target.closest("button");
      const value = button && values.find(value => String(value.id) === button.value);
      if (value) show(value);
    });
    list.addEventListener("keydown", event => {
      const step = {ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling"}[event.key];
      const next = step && event.target.closest("li")?.[step]?.querySelector("button");
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.click();
    });
    addEventListener("hashchange", () => {
      const value = values.find(value => "#" + value.id === location.hash);
      if (value && value.id !== shown) show(value);
    });

    hold.addEventListener("click", () => {
      hold.setAttribute("aria-pressed", String(!isHeld()));
      if (!isHeld() && unseen.size) show(values.at(-1));
    });

    /** The first click asks, a second one soon after does it. */
    let sure = 0;
    clear.addEventListener("click", async () => {
      const isSure = clear.classList.contains("sure");
      clearTimeout(sure);
      const ask = yes => {
        clear.classList.toggle("sure", yes);
        clear.textContent = yes ? "really?" : "clear";
      };
      ask(!isSure);
      if (!isSure) return void (sure = setTimeout(ask, 3000, false));
      unseen.clear();
      await fetch("values", {method: "DELETE"}).catch(() => {});
    });

    function say(text, kind) {
      state.textContent = text;
      state.className = "state " + kind;
    }
    const events = new EventSource("events");
    events.addEventListener("open", () => say("live", "live"));
    events.addEventListener("message", event => update(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      say(events.readyState === EventSource.CLOSED ? "ended" : "not reached", "lost");
    });
    })();
    """#
}
