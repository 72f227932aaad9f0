// On a phone the parts of a sheet are folded until one is asked for; on paper all are open.
(() => {
  "use strict";
  const parts = () => document.querySelectorAll("details.sheet-part");
  const wanted = () => document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const unfold = () => {
    const found = wanted();
    for (let at = found; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (found) found.scrollIntoView();
  };
  if (window.matchMedia("(max-width: 767px)").matches) for (const each of parts()) each.open = false;
  unfold();
  window.addEventListener("hashchange", unfold);

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".sheet details:not([open])")];
    for (const each of parts()) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
