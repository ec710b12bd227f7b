/* Leave fast: a tap, or Shift three times. Blanks the page first, forgets what is kept, and
   takes the place of this page in the history. Without this file the link is a plain link. */
(() => {
  "use strict";

  const leave = (link) => {
    document.documentElement.hidden = true;
    document.title = link.hostname;
    try {
      localStorage.removeItem("locator.kept");
    } catch {
      /* Storage is closed to us: then nothing is kept either. */
    }
    location.replace(link.href);
  };

  const link = document.querySelector(".leave a");
  const told = document.querySelector('.leave [role="status"]');
  document.querySelector(".leave .key").hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link);
  });

  /* Only Shift pressed and let go alone counts: not a capital letter, not Shift and a click.
     Escape would stop the very page that should come. */
  let presses = 0;
  let alone = false;
  let forget = 0;
  const reset = () => {
    presses = 0;
    alone = false;
    told.textContent = "";
  };
  addEventListener("pointerdown", reset);
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey) reset();
    else alone = true;
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    clearTimeout(forget);
    if (presses === 3) return leave(link);
    told.textContent = presses === 1 ? told.dataset.two : told.dataset.one;
    forget = setTimeout(reset, 5000);
  });
})();
