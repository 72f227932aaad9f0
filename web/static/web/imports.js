// A list dropped on the page, how much of it is sent, and where the focus goes when a run is done. All of it works without this too.
(() => {
  "use strict";
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  let kept = null;
  const ready = () => {
    const drop = document.querySelector("[data-drop]");
    if (!drop || drop.dataset.ready) return;
    drop.dataset.ready = "yes";
    const file = drop.querySelector("[data-drop-file]");
    const chosen = drop.querySelector("[data-drop-chosen]");
    drop.querySelector("[data-drop-words]").hidden = false;
    const most = Number(drop.dataset.most);
    const say = () => {
      const one = file.files[0];
      const large = Boolean(one && one.size > most);
      chosen.textContent = one ? `${one.name} (${size(one.size)})${large ? `: ${drop.dataset.tooLarge}` : ""}` : "";
      chosen.classList.toggle("wrong", large);
      const portfolio = document.querySelector("#offer [name=portfolio]");
      if (one && portfolio && !portfolio.value) portfolio.value = one.name.replace(/\.[^.]*$/, "").replace(/[_\s]+/g, " ").trim();
    };
    file.addEventListener("change", () => say());
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", (event) => { if (!drop.contains(event.relatedTarget)) drop.classList.remove("over"); });
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        say();
        file.focus();
      }
    });
    // A server that is sent too much hangs up before it can say why.
    document.getElementById("offer").addEventListener("submit", (event) => {
      if (file.files[0]?.size > most) {
        event.preventDefault();
        event.stopImmediatePropagation();
        say();
        file.focus();
      }
    }, true);
    if (kept?.length) file.files = kept;
    if (file.files.length) say();
  };
  // A form that comes back with something to put right keeps its file.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const file = event.target.querySelector?.("[data-drop-file]");
    if (file) kept = file.files;
  });
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:afterSettle", ready);
  ready();

  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest?.("#offer");
    if (!form || !event.detail.lengthComputable) return;
    const part = Math.round((100 * event.detail.loaded) / event.detail.total);
    const said = form.querySelector("[data-sending]");
    form.querySelector("[data-sent]").value = part;
    const words = part < 100 ? said.dataset.said : said.dataset.then;
    if (said.textContent !== words) said.textContent = words;
  });

  // When a run is done its bar is gone, and with it the button that had the focus.
  document.addEventListener("htmx:afterSettle", (event) => {
    const run = document.getElementById("run");
    if (run && !document.getElementById("progress") && event.target === run && document.activeElement === document.body) {
      run.setAttribute("tabindex", "-1");
      run.focus({ preventScroll: true });
    }
  });
})();
