// Moving a lesson on the board, with the pointer or with keys. Where it can go is asked of the server once, when it is
// picked up; dropping it only fills in the form beside the board, and the form asks before anything is changed.
(() => {
  "use strict";

  const week = document.getElementById("week");
  if (!week) {
    return;
  }
  const say = week.dataset;
  const begin = Number(say.begin);
  const periods = JSON.parse(say.periods);
  const status = document.getElementById("drag-status");
  const THRESHOLD = 6;

  let carried = null;

  const text = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (all, at) => values[at]);
  const clock = (minute) => String(Math.floor(minute / 60)).padStart(2, "0") + ":" + String(minute % 60).padStart(2, "0");
  const columns = () => [...week.querySelectorAll(".col[data-day]")];
  const facts = () => document.getElementById("lesson-data");

  function lessonOf(element) {
    const block = element.closest?.(".les[data-lesson]");
    return block && block.dataset.ghost === "false" ? block : null;
  }

  // ---- Choosing: the panel comes without a new page, and the address follows ----

  function pick(block) {
    if (facts()?.dataset.lesson === block.dataset.lesson && document.getElementById("date")) {
      return Promise.resolve();
    }
    week.querySelectorAll(".les.cur").forEach((other) => other.classList.remove("cur"));
    block.classList.add("cur");
    history.replaceState(null, "", block.href);
    return new Promise((ready) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        ready();
      });
      watch.observe(document.getElementById("lesson-form"), { childList: true, subtree: true });
      window.lecternPick([{ name: "lesson", value: block.dataset.lesson }]);
    });
  }

  week.addEventListener("click", (event) => {
    const block = event.target.closest(".les[data-lesson]");
    if (!block || event.ctrlKey || event.metaKey || event.shiftKey || !window.lecternPick) {
      return;
    }
    event.preventDefault();
    if (carried?.moved) {
      return;
    }
    pick(block).then(() => {
      if (matchMedia("(max-width: 75rem)").matches) {
        document.getElementById("tray").scrollIntoView({ block: "start" });
      }
    });
  });

  // ---- The places ----

  function placesFor(block) {
    const taken = JSON.parse(facts().dataset.taken);
    const length = Number(block.style.getPropertyValue("--len"));
    const at = begin + Number(block.style.getPropertyValue("--at"));
    const home = block.closest(".col");
    const times = periods.length ? periods : [[at, at + length]];
    const places = [];
    for (const column of columns()) {
      times.forEach(([from, to], index) => {
        const end = from + length;
        const here = column === home && from === at;
        const clashes = here
          ? []
          : taken.filter((each) => each.day === column.dataset.day && each.from < end && from < each.to);
        const closed = column.classList.contains("closed");
        places.push({ column, from, end, draw: to - from, here, closed, clashes, free: !here && !closed && !clashes.length, index });
      });
    }
    return places;
  }

  function draw(places) {
    for (const place of places) {
      const cell = document.createElement("div");
      const kinds = [...new Set(place.clashes.map((each) => each.kind))];
      cell.className = "dropc " + (place.here ? "from" : place.free ? "free" : "no");
      cell.style.setProperty("--at", place.from - begin);
      cell.style.setProperty("--len", place.draw);
      const head = document.createElement("b");
      head.textContent = place.here ? say.here : place.free ? say.free
        : place.closed ? say.closed : kinds.length > 1 ? text(say.clashes, kinds.length) : kinds[0];
      cell.append(head);
      if (place.clashes.length) {
        const why = document.createElement("span");
        why.textContent = place.clashes[0].text;
        cell.append(why);
      }
      place.cell = cell;
      place.column.append(cell);
    }
  }

  function words(place) {
    return text(say.to, place.column.dataset.label, clock(place.from), clock(place.end));
  }

  function aim(place) {
    if (!carried || carried.aim === place) {
      return;
    }
    carried.aim?.cell.classList.remove("over");
    carried.aim = place;
    carried.pop?.remove();
    carried.pop = null;
    if (!place) {
      return;
    }
    place.cell.classList.add("over");
    const reasons = place.closed ? [say.closed] : place.clashes.map((each) => each.text);
    status.textContent = words(place) + ". " + (place.here ? say.here : place.free ? say.free : reasons.join(". "));
    if (!place.free && !place.here) {
      const pop = document.createElement("div");
      pop.className = "pop";
      const title = document.createElement("h3");
      title.textContent = words(place);
      const list = document.createElement("ul");
      for (const reason of new Set(reasons)) {
        const item = document.createElement("li");
        item.textContent = reason;
        list.append(item);
      }
      const free = document.createElement("p");
      const some = carried.places.filter((other) => other.free).slice(0, 4);
      free.textContent = some.length
        ? text(say.freefor, some.map((other) => other.column.dataset.short + " " + clock(other.from)).join(", "))
        : say.none;
      pop.append(title, list, free);
      carried.pop = pop;
      week.append(pop);
      const cell = place.cell.getBoundingClientRect();
      const board = week.getBoundingClientRect();
      const below = cell.bottom - board.top + pop.offsetHeight + 8 < board.height;
      pop.style.insetBlockStart = (below ? cell.bottom - board.top + 6 : cell.top - board.top - pop.offsetHeight - 6) + "px";
      pop.style.left = Math.max(0, Math.min(cell.left - board.left, board.width - pop.offsetWidth)) + "px";
    }
  }

  // ---- Carrying ----

  async function lift(block, pointer) {
    const mine = { block, pointer, places: [], moved: true };
    carried = mine;
    week.classList.add("dragging");
    block.classList.add("lifted");
    await pick(block);
    if (carried !== mine) {
      return;
    }
    if (!facts()) {
      status.textContent = say.fixed;
      drop();
      return;
    }
    mine.places = placesFor(block);
    draw(mine.places);
    if (mine.x !== undefined) {
      aimAt(mine.x, mine.y);
    } else if (!pointer) {
      aim(mine.places.find((place) => place.here) ?? mine.places[0]);
    }
  }

  function drop() {
    if (!carried) {
      return;
    }
    carried.places.forEach((place) => place.cell?.remove());
    carried.pop?.remove();
    carried.card?.remove();
    carried.block.classList.remove("lifted");
    week.classList.remove("dragging");
    document.querySelectorAll(".chips .over").forEach((chip) => chip.classList.remove("over"));
    carried = null;
  }

  function ask(day, label, from, end, room) {
    const fields = document.getElementById("lesson-form").elements;
    if (!fields.date) {
      return;
    }
    fields.date.value = day;
    fields.startsAt.value = clock(from);
    fields.endsAt.value = clock(end);
    if (room) {
      fields.roomId.value = room.dataset.room;
    }
    const dialog = document.getElementById("ask-move");
    dialog.querySelector(".to").textContent = text(say.to, label, clock(from), clock(end)) + (room ? " · " + room.dataset.code : "");
    dialog.showPopover();
    document.getElementById("drop").focus();
  }

  function put() {
    const { aim: place, chip, block } = carried;
    if (chip) {
      const column = block.closest(".col");
      const from = begin + Number(block.style.getPropertyValue("--at"));
      const end = from + Number(block.style.getPropertyValue("--len"));
      drop();
      ask(column.dataset.day, column.dataset.label, from, end, chip);
    } else if (place?.free) {
      drop();
      ask(place.column.dataset.day, place.column.dataset.label, place.from, place.end, null);
    } else {
      if (place && !place.here) {
        status.textContent = text(say.refused, words(place));
      }
      drop();
      block.focus({ preventScroll: true });
    }
  }

  function aimAt(x, y) {
    const below = document.elementsFromPoint(x, y);
    const chip = below.find((element) => element.matches?.("[data-room]")) ?? null;
    carried.chip?.classList.remove("over");
    carried.chip = chip;
    chip?.classList.add("over");
    aim(chip ? null : carried.places.find((place) => below.includes(place.cell)) ?? null);
  }

  // ---- With the pointer ----

  let press = null;

  week.addEventListener("pointerdown", (event) => {
    const block = lessonOf(event.target);
    if (block && event.button === 0 && event.pointerType !== "touch" && !carried) {
      press = { block, x: event.clientX, y: event.clientY };
    }
  });

  document.addEventListener("pointermove", (event) => {
    if (press && !carried && Math.hypot(event.clientX - press.x, event.clientY - press.y) > THRESHOLD) {
      if (press.block.dataset.fixed === "true") {
        status.textContent = say.fixed;
        press = null;
        return;
      }
      const card = press.block.cloneNode(true);
      const box = press.block.getBoundingClientRect();
      card.removeAttribute("href");
      card.classList.add("card");
      card.style.width = box.width + "px";
      card.style.height = box.height + "px";
      document.body.append(card);
      lift(press.block, true);
      if (carried) {
        carried.card = card;
        carried.dx = press.x - box.left;
        carried.dy = press.y - box.top;
      } else {
        card.remove();
      }
    }
    if (carried?.card) {
      event.preventDefault();
      carried.x = event.clientX;
      carried.y = event.clientY;
      carried.card.style.translate = event.clientX - carried.dx + "px " + (event.clientY - carried.dy) + "px";
      aimAt(event.clientX, event.clientY);
    }
  });

  document.addEventListener("pointerup", () => {
    press = null;
    if (carried?.pointer) {
      // the click that follows is no choice
      const swallow = (event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      document.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
      put();
    }
  });
  document.addEventListener("pointercancel", () => {
    press = null;
    drop();
  });
  week.addEventListener("dragstart", (event) => event.preventDefault());

  // ---- With keys ----

  function step(days, rows) {
    const { aim: place, places } = carried;
    const all = columns();
    const column = all[Math.min(all.length - 1, Math.max(0, all.indexOf(place.column) + days))];
    const row = Math.min(Math.max(periods.length, 1) - 1, Math.max(0, place.index + rows));
    aim(places.find((other) => other.column === column && other.index === row) ?? place);
    carried.aim.cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function nextFree() {
    const { aim: place, places } = carried;
    const at = places.indexOf(place);
    const next = [...places.slice(at + 1), ...places.slice(0, at + 1)].find((other) => other.free);
    if (next) {
      aim(next);
      next.cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else {
      status.textContent = say.none;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (!carried) {
      const block = lessonOf(event.target);
      if (block && event.key === " ") {
        event.preventDefault();
        if (block.dataset.fixed === "true") {
          status.textContent = say.fixed;
        } else {
          lift(block, false);
        }
      }
      return;
    }
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "Escape") {
      event.preventDefault();
      const { block } = carried;
      drop();
      block.focus();
    } else if (carried.aim && moves[event.key]) {
      event.preventDefault();
      step(...moves[event.key]);
    } else if (carried.aim && event.key.toLowerCase() === "f") {
      event.preventDefault();
      nextFree();
    } else if (carried.aim && !carried.pointer && (event.key === " " || event.key === "Enter")) {
      event.preventDefault();
      put();
    }
  });

  // ---- The panel ----

  // Below a narrow board nobody would see that two people met.
  document.querySelector("#tray .conflict")?.scrollIntoView({ block: "center" });

  document.addEventListener("click", (event) => {
    const room = event.target.closest("[data-room]");
    if (room) {
      const select = document.getElementById("lesson-form").elements.roomId;
      select.value = room.dataset.room;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (event.target.closest("[data-keep]")) {
      document.getElementById("ask-move").hidePopover();
      document.getElementById("date").dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });
})();
