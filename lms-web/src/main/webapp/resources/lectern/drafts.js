// What somebody types survives the end of a session. It is kept in this tab while it is typed; when the page of a form
// comes again after signing in, the same person finds it in its fields. A page that was left in any other way forgets it.
(() => {
  "use strict";

  const prefix = "lectern.draft ";
  const over = "lectern.over";
  const longest = 60 * 60 * 1000;
  const { address, who, over: ended } = document.body.dataset;
  const store = sessionStorage;

  function drafts() {
    return Object.keys(store).filter((key) => key.startsWith(prefix));
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  }

  function forget() {
    drafts().forEach((key) => store.removeItem(key));
    store.removeItem(over);
  }

  function newest() {
    return drafts().map(read).filter(Boolean).sort((one, other) => other.at - one.at)[0];
  }

  // The link of a page that was open for too long; that page may have come into the place of the form.
  document.addEventListener("click", (event) => {
    const again = event.target.closest("[data-again]");
    const draft = again && newest();
    if (draft) {
      store.setItem(over, "yes");
      again.setAttribute("href", draft.address);
    }
  });

  // A page that tells that the session or the page is over: from now on drafts are wanted, and the newest is gone back to.
  if (ended) {
    const draft = newest();
    if (draft) {
      store.setItem(over, "yes");
      const from = document.getElementById("from");
      if (from && !new URLSearchParams(location.search).has("from")) {
        from.value = draft.address;
      }
    }
    return;
  }
  if (!address) {
    return;
  }

  function fields(form) {
    return [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button", "reset"].includes(field.type));
  }

  function kept(form) {
    return form && form.getAttribute("id") && form.getAttribute("method") === "post" && !form.querySelector("[role=search]");
  }

  // The same name may stand for several boxes: what is kept is a list.
  function values(form) {
    const all = {};
    fields(form).forEach((field) => {
      all[field.name] ??= [];
      if (!["checkbox", "radio"].includes(field.type)) {
        all[field.name].push(...(field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value]));
      } else if (field.checked) {
        all[field.name].push(field.value);
      }
    });
    return all;
  }

  function put(form, all) {
    const left = { ...all };
    fields(form).forEach((field) => {
      const typed = all[field.name];
      if (!typed) {
        return;
      }
      delete left[field.name];
      if (["checkbox", "radio"].includes(field.type)) {
        field.checked = typed.includes(field.value);
      } else if (field.multiple) {
        [...field.options].forEach((option) => (option.selected = typed.includes(option.value)));
      } else {
        field.value = typed[0] ?? "";
      }
    });
    return Object.values(left).flat().filter((value) => value && value.trim());
  }

  function tell(left) {
    const note = document.createElement("div");
    note.className = "note info";
    note.id = "restored";
    const text = document.createElement("div");
    text.className = "grow";
    text.textContent = document.body.dataset.restored;
    if (left.length) {
      text.append(` ${document.body.dataset.left} ${left.join(" · ")}`);
    }
    note.append(text);
    document.querySelector(".faults")?.append(note);
  }

  const mine = drafts().map((key) => [key, read(key)]).filter(([, draft]) => draft && draft.address === address && draft.who === who && Date.now() - draft.at < longest);
  const wanted = store.getItem(over) === "yes";
  const back = wanted ? mine : [];
  // Who went somewhere else first still finds it on its page.
  if (!wanted || back.length || !drafts().map(read).some((draft) => draft && draft.who === who)) {
    forget();
  }
  for (const [, draft] of back) {
    const form = document.getElementById(draft.form);
    if (form) {
      tell(put(form, draft.values));
      keep(form);
    }
  }

  function keep(form) {
    try {
      const id = form.getAttribute("id");
      store.setItem(prefix + address + " " + id, JSON.stringify({ address, who, form: id, at: Date.now(), values: values(form) }));
    } catch {
      // no room or not allowed: the page works without
    }
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.form;
      if (kept(form)) {
        keep(form);
      }
    });
  }

  // Whoever leaves by a button of another form, like signing out, wants nothing kept.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("id") === "me" && event.submitter?.id === "sign-out") {
      forget();
    }
  });
})();
