// What pages of the console do in the browser beyond what Faces does. Loaded once, works for what comes in later.
(() => {
  "use strict";

  // The secret of an invitation comes behind the #, which no server sees; it must not stay in the history.
  const fragment = document.querySelector("[data-from-fragment]");
  if (fragment) {
    if (location.hash.length > 1) {
      fragment.value = location.hash.slice(1);
      history.replaceState(null, "", location.pathname);
    }
    fragment.closest(".field").hidden = fragment.value !== "" && fragment.getAttribute("aria-invalid") !== "true";
  }

  // What has to be mended first.
  document.querySelector("[aria-invalid=true]")?.focus();

  // Enter in a search that looks while somebody types has nothing to send.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-live]")) {
      event.preventDefault();
    }
  });

  async function copy(input) {
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      // without a secure connection there is only the old way
      document.execCommand("copy");
    }
  }

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      copy(document.getElementById(copier.dataset.copy)).then(() => {
        copier.querySelector("span").textContent = copier.dataset.copied;
      });
    }
    // The button goes away with what it did; the next name is typed.
    const refocus = event.target.closest("[data-refocus]");
    if (refocus) {
      document.getElementById(refocus.dataset.refocus).focus();
    }
    // One box for all boxes of a list.
    const all = event.target.closest("[data-check-all]");
    if (all) {
      for (const box of document.querySelectorAll(all.dataset.checkAll)) {
        box.checked = all.checked;
      }
    }
    const reveal = event.target.closest("[data-reveal]");
    if (reveal) {
      const input = document.getElementById(reveal.dataset.reveal);
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      reveal.setAttribute("aria-pressed", String(shown));
    }
  });
})();
