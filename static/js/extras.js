/* Extras: names offered while somebody types in a search box, and a folded list that opens for a link into it where
   the browser does not open it by itself. Each page works the same without them. */
"use strict";
(() => {
  const MOST = 7;
  let names, waiting;

  const fold = (text) =>
    text.normalize("NFD").toLowerCase().replace(/[\u0300-\u036f'’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  function load() {
    waiting ??= fetch("/search/names.json")
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((rows) => (names = rows.map(([name, note, url]) => ({ name, note, url, form: fold(name) }))))
      .catch(() => (names = []));
    return waiting;
  }

  function matching(typed) {
    const form = fold(typed);
    if (form.length < 2 || !names) return [];
    const starts = names.filter((one) => one.form.startsWith(form));
    const inside = names.filter((one) => !one.form.startsWith(form) && ` ${one.form}`.includes(` ${form}`));
    return [...starts, ...inside].slice(0, MOST);
  }

  function enhance(input) {
    const list = document.createElement("ul");
    const said = document.createElement("span");
    let shown = [], chosen = -1;
    list.id = `${input.id}-names`;
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names on this site");
    said.className = "hidden";
    said.setAttribute("role", "status");
    input.after(list, said);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
      input.setAttribute(key, value);

    function show(found) {
      shown = found;
      list.replaceChildren(...found.map(option));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = found.length ? `${found.length} names. Use the arrow keys to choose one.` : "";
      choose(-1);
    }

    function option(one, place) {
      const item = document.createElement("li");
      const note = document.createElement("span");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      note.className = "meta";
      note.textContent = ` ${one.note}`;
      item.append(one.name, note);
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => location.assign(one.url));
      return item;
    }

    function choose(place) {
      chosen = place;
      [...list.children].forEach((item, other) => item.setAttribute("aria-selected", String(other === place)));
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    }

    input.addEventListener("focus", load, { once: true });
    input.addEventListener("input", () => load().then(() => show(matching(input.value))));
    input.addEventListener("blur", () => show([]));
    input.addEventListener("keydown", (event) => {
      const size = shown.length;
      if (!size) return;
      if (event.key === "ArrowDown") choose(chosen + 1 < size ? chosen + 1 : -1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? size - 1 : chosen - 1);
      else if (event.key === "Escape") show([]);
      else if (event.key === "Enter" && chosen >= 0) location.assign(shown[chosen].url);
      else return;
      event.preventDefault();
    });
  }

  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  reveal();
  document.querySelectorAll('form[role="search"] input[type="search"]').forEach(enhance);
})();
