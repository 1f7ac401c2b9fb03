// The search that opens over every page: Ctrl-K, arrows, Enter, Escape. The server finds; pages are found in the navigation.
(() => {
  "use strict";

  const finder = document.getElementById("finder");
  if (!finder) {
    return;
  }
  const input = document.getElementById("finder-input");
  const list = document.getElementById("finder-list");
  const said = document.getElementById("finder-said");
  const pause = 120;
  let options = [];
  let chosen = -1;
  let waiting;
  let request;

  function open() {
    if (!finder.open) {
      finder.showModal();
    }
    input.focus();
    input.select();
    look();
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-finder-open]")) {
      open();
    } else if (event.target.closest("[data-finder-close]") || event.target === finder) {
      finder.close();
    }
  });

  function words() {
    return input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  }

  // The areas that the navigation of this page leads to.
  function pages(asked) {
    return [...document.querySelectorAll("#areas a.nav")]
      .map((link) => ({ kind: "PAGE", name: link.textContent.trim(), detail: "", page: link.getAttribute("href") }))
      .filter((page) => asked.every((word) => page.name.toLowerCase().includes(word)))
      .slice(0, asked.length ? 4 : 20);
  }

  async function look() {
    clearTimeout(waiting);
    request?.abort();
    const asked = words();
    const areas = pages(asked);
    if (!asked.length) {
      show([areas], asked, false);
      return;
    }
    request = new AbortController();
    try {
      const answer = await fetch(`${finder.dataset.url}?q=${encodeURIComponent(input.value.trim())}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        signal: request.signal,
      });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        // the session is over: the way back leads through signing in
        location.assign(location.href);
        return;
      }
      const found = await answer.json();
      show([...found.map((part) => Object.assign(part.items.map((item) => ({ ...item, kind: part.kind })), { label: part.label })), areas], asked, true);
    } catch (failure) {
      if (failure.name !== "AbortError") {
        show([areas], asked, false);
        said.textContent = finder.dataset.down;
      }
    }
  }

  function show(parts, asked, complete) {
    list.replaceChildren();
    options = [];
    parts
      .filter((part) => part.length)
      .forEach((part, index) => {
        const group = document.createElement("div");
        group.setAttribute("role", "group");
        const heading = document.createElement("div");
        heading.className = "kind";
        heading.id = `finder-kind-${index}`;
        heading.setAttribute("role", "presentation");
        heading.textContent = part.label ?? finder.dataset.pages;
        group.setAttribute("aria-labelledby", heading.id);
        group.append(heading, ...part.map((item) => option(item, asked)));
        list.append(group);
      });
    const count = options.length;
    input.setAttribute("aria-expanded", String(count > 0));
    said.textContent = !asked.length || !complete ? "" : count === 0 ? finder.dataset.none : count === 1 ? finder.dataset.one : finder.dataset.several.replace("#", count);
    choose(asked.length && count ? 0 : -1);
  }

  function option(item, asked) {
    const row = document.createElement("div");
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.id = `finder-option-${options.length}`;
    row.dataset.page = item.page;
    row.append(picture(item), marked(item.name, asked, "med"));
    if (item.detail) {
      row.append(marked(item.detail, [], "c2 clip"));
    }
    options.push(row);
    return row;
  }

  function picture(item) {
    if (item.kind !== "PERSON") {
      return finder.querySelector(`template[data-icon=${item.kind}]`).content.cloneNode(true);
    }
    const face = document.createElement("span");
    face.className = "av";
    face.setAttribute("aria-hidden", "true");
    face.style.setProperty("--h", item.hue);
    face.textContent = item.initials;
    return face;
  }

  // The name with what was typed made visible.
  function marked(text, asked, style) {
    const span = document.createElement("span");
    span.className = style;
    const lower = text.toLowerCase();
    let at = 0;
    while (at < text.length) {
      const next = asked
        .map((word) => ({ word, from: lower.indexOf(word, at) }))
        .filter((hit) => hit.from >= 0)
        .sort((one, other) => one.from - other.from || other.word.length - one.word.length)[0];
      if (!next) {
        break;
      }
      const mark = document.createElement("b");
      mark.textContent = text.slice(next.from, next.from + next.word.length);
      span.append(text.slice(at, next.from), mark);
      at = next.from + next.word.length;
    }
    span.append(text.slice(at));
    return span;
  }

  function choose(index) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const row = options[chosen];
    if (row) {
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", row.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function go(row, elsewhere) {
    if (elsewhere) {
      window.open(row.dataset.page, "_blank", "noopener");
    } else {
      location.assign(row.dataset.page);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, pause);
  });

  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      const from = chosen < 0 && event.key === "ArrowUp" ? 0 : chosen;
      choose((from + steps[event.key] + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (options[chosen]) {
        go(options[chosen], event.ctrlKey || event.metaKey);
      }
    }
  });

  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) {
      go(row, event.ctrlKey || event.metaKey);
    }
  });
})();
