// What pages of the console do in the browser beyond what Faces does. Loaded once, works for what comes in later.
(() => {
  "use strict";

  // Ctrl-K: the search of every page.
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const search = document.querySelector('[data-key="ctrl+k"]');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });

  document.addEventListener("click", (event) => {
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) {
      dismiss.parentElement.remove();
    }
    const reveal = event.target.closest("[data-reveal]");
    if (reveal) {
      const input = document.getElementById(reveal.dataset.reveal);
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      reveal.setAttribute("aria-pressed", String(shown));
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const source = document.getElementById(copy.dataset.copy);
      source.select();
      navigator.clipboard?.writeText(source.value).then(() => {
        copy.textContent = copy.dataset.copied;
      });
    }
  });

  // A form with data-keep outlives the session: what is typed stays in this tab until the form is sent and accepted.
  // Passwords are never kept.
  const key = (form) => "lectern:" + location.pathname + location.search + "#" + form.id;
  const fields = (form) =>
    Array.from(form.elements).filter(
      (field) => field.id && /^(text|email|tel|search|textarea|select-one|checkbox|date)$/.test(field.type));
  const keep = (form) => {
    const typed = {};
    for (const field of fields(form)) {
      typed[field.id] = field.type === "checkbox" ? field.checked : field.value;
    }
    sessionStorage.setItem(key(form), JSON.stringify(typed));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-keep]")) {
      keep(form);
    }
  });
  const bringBack = () => {
    for (const form of document.querySelectorAll("form[data-keep]")) {
      const kept = sessionStorage.getItem(key(form));
      if (kept === null) {
        continue;
      }
      let different = false;
      for (const [id, value] of Object.entries(JSON.parse(kept))) {
        const field = document.getElementById(id);
        if (!field) {
          continue;
        }
        if (field.type === "checkbox") {
          different ||= field.checked !== value;
          field.checked = value;
        } else {
          different ||= field.value !== value;
          field.value = value;
        }
      }
      const hint = form.querySelector("[data-kept]");
      if (hint) {
        hint.hidden = !different;
      }
    }
  };
  // "done" on a page says that the form was accepted.
  for (const done of document.querySelectorAll("[data-done]")) {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith("lectern:") && name.endsWith("#" + done.dataset.done)) {
        sessionStorage.removeItem(name);
      }
    }
  }
  document.addEventListener("click", (event) => {
    const discard = event.target.closest("[data-discard]");
    if (discard) {
      sessionStorage.removeItem(key(discard.closest("form")));
      location.reload();
    }
  });
  bringBack();
})();
