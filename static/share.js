// Copies, shares and prints what stands on a place's page; asks no server for anything.
(() => {
  "use strict";
  const status = document.querySelector("[data-copied]");
  const box = (button, name) => document.getElementById(button.dataset[name]);
  const reveal = (selector, works, act) => {
    for (const button of document.querySelectorAll(selector)) {
      button.hidden = !works;
      button.addEventListener("click", () => act(button));
    }
  };
  const copy = (field) => {
    field.select();
    const done = () => { status.textContent = status.dataset.copied; };
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, () => {});
    else if (document.execCommand("copy")) done();
  };
  reveal("[data-copy]", true, (button) => copy(box(button, "copy")));
  reveal("[data-share]", Boolean(navigator.share), (button) => {
    // Closing the sheet is no error.
    navigator.share({ text: box(button, "share").value }).catch(() => {});
  });
  reveal("[data-print]", true, () => window.print());
})();
