/* Lists kept on this phone, only by those who ask for it, and the worker that answers
   without a connection. Nothing of this is sent anywhere. */
(() => {
  "use strict";

  const KEY = "locator.kept";
  const MOST = 5;
  const find = (name, within = document) => within.querySelector(`[data-${name}]`);
  const { worker, scope } = document.currentScript.dataset;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  };

  const line = (name, text, className = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /* Places that are farther off, or fit no filter, stay under the words that say so. */
  const headed = (part) => {
    let before = part;
    while (before && !before.matches("h2, h3")) before = before.previousElementSibling;
    return (before ? line("h3", before.textContent).outerHTML : "") + part.outerHTML;
  };

  const keep = () => {
    const list = {
      title: document.querySelector("h1").textContent,
      day: new Date().toISOString(),
      practice: document.querySelector(".practice") !== null,
      html: [...document.querySelectorAll("main .cards")].map(headed).join(""),
    };
    const others = read().filter((kept) => kept.title !== list.title);
    localStorage.setItem(KEY, JSON.stringify([list, ...others].slice(0, MOST)));
  };

  /* Cards are the site's own HTML; parsed apart, without ids that would clash or controls. */
  const cards = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    body.querySelectorAll("script, form, button").forEach((part) => part.remove());
    body.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return [...body.children];
  };

  const section = (list, says) => {
    const made = document.createElement("section");
    const day = new Date(list.day).toLocaleDateString(document.documentElement.lang, {
      dateStyle: "long",
    });
    made.append(line("h2", list.title), line("p", says.says.replace("{day}", day), "note"));
    if (list.practice) made.append(line("p", says.practice, "note"));
    made.append(...cards(list.html));
    return made;
  };

  const show = () => {
    const lists = read();
    const button = find("keep");
    if (button) button.hidden = !document.querySelector("main .cards");
    document.querySelectorAll("[data-keep-some]").forEach((part) => (part.hidden = !lists.length));
    const place = find("kept-lists");
    if (!place) return;
    place.hidden = !lists.length;
    find("kept-none").hidden = lists.length > 0;
    place.replaceChildren(...lists.map((list) => section(list, place.dataset)));
  };

  const tell = (what) => {
    const told = find("keep-told");
    told.textContent = told.dataset[what];
  };

  document.addEventListener("click", ({ target }) => {
    try {
      if (target.closest("[data-keep-add]")) {
        keep();
        tell("kept");
      } else if (target.closest("[data-keep-remove]")) {
        localStorage.removeItem(KEY);
        tell("removed");
      } else return;
    } catch {
      tell("failed");
    }
    show();
  });
  document.addEventListener("locator:swapped", show);
  show();

  /* After the page is there; never where somebody asked to save data. */
  addEventListener("load", () => {
    if (!navigator.serviceWorker || navigator.connection?.saveData) return;
    navigator.serviceWorker.register(worker, { scope }).catch(() => {});
  });
})();
