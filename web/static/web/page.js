// What a page does by itself: fold the navigation, open the palette, walk a list by keys. It works without this too.
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("click", (event) => {
    const fold = event.target.closest("[data-fold]");
    if (fold) {
      const open = document.getElementById(fold.dataset.fold).classList.toggle("open");
      fold.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-keys-help]")) $("#keys").showModal();
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const copied = event.target.closest("[data-copy]");
    if (copied) {
      const text = $(copied.dataset.copy);
      navigator.clipboard.writeText("value" in text ? text.value : text.textContent.trim()).then(() => {
        copied.textContent = copied.dataset.copied;
      });
    }
  });

  document.addEventListener("change", (event) => {
    const sent = event.target.closest("[data-send-on-change]");
    if (sent) sent.form.requestSubmit();
    const all = event.target.closest("[data-check-all]");
    if (all) for (const box of document.querySelectorAll(all.dataset.checkAll)) box.checked = all.checked;
  });

  document.addEventListener("submit", (event) => {
    const asked = event.submitter?.dataset.confirm || event.target.dataset.confirm;
    if (asked && !window.confirm(asked)) event.preventDefault();
  });

  const palette = $("#palette");
  const openPalette = async () => {
    if (!palette.hasChildNodes()) {
      const answer = await fetch(palette.dataset.address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      palette.innerHTML = await answer.text();
      window.htmx?.process(palette);
    }
    palette.showModal();
    $("input", palette)?.focus();
  };

  let before = "";
  const ways = { s: "start", r: "relationships", p: "parties", c: "contracts" };
  document.addEventListener("keydown", (event) => {
    if (!palette) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.key === "Escape" && palette.open) { // before the search box empties itself instead
      event.preventDefault();
      palette.close();
    }
    if (event.key === "Escape") for (const menu of document.querySelectorAll("details[data-menu][open]")) menu.open = false;
    if (palette.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const found = [...palette.querySelectorAll("a[href], input")];
      const at = found.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      found[(at + found.length) % found.length]?.focus();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    if (event.key === "/") { event.preventDefault(); $("#search-box").focus(); }
    else if (event.key === "?") $("#keys").showModal();
    else if (before === "g" && ways[event.key]) $(`#ways li:nth-child(${Object.keys(ways).indexOf(event.key) + 1}) a`).click();
    else if (event.key === "j" || event.key === "k") {
      const rows = [...document.querySelectorAll("[data-rows] tbody tr a[data-row]")];
      const at = rows.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
      rows[Math.max(0, Math.min(rows.length - 1, at))]?.focus();
    }
    before = event.key;
  });

  // Focus stays where it was when that is still there after a swap (htmx keeps it by id); else it goes to what came in its place.
  let held = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    held = event.detail.target.contains(document.activeElement) ? event.detail.target.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = held && document.activeElement === document.body && document.getElementById(held);
    held = "";
    if (place) {
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }
  });

  // A swap that fails says so.
  document.addEventListener("htmx:responseError", (event) => {
    const notices = $("#notices");
    const said = document.createElement("p");
    said.className = "notice notice-error";
    said.textContent = document.documentElement.lang.startsWith("nl")
      ? "De server antwoordde niet zoals verwacht. Probeer het opnieuw."
      : "The server did not answer as expected. Try again.";
    notices.replaceChildren(said);
    if (event.detail.xhr.status === 401) window.location.reload();
  });
})();
