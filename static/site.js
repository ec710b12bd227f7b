/* Comfort only: every page works without this file. It fetches the same addresses that
   the links and forms lead to, keeps nothing, and sends nothing else. */
(() => {
  "use strict";

  const SWAPPED = ["header.site", "main"];
  let shown = location.pathname + location.search;
  let asking = null;

  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  document.body.append(told);

  const isSearch = () => document.querySelector("[data-swap]") !== null;

  /* Takes over the parts of a fetched page; false where it is another kind of page. */
  const take = (html) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    if (!next.querySelector("[data-swap]")) return false;
    document.title = next.title;
    for (const part of SWAPPED) {
      document.querySelector(part).replaceChildren(...next.querySelector(part).childNodes);
    }
    ready();
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    const on = document.querySelector(".fold .on");
    told.textContent = heading.textContent + (on ? on.textContent : "");
    document.dispatchEvent(new CustomEvent("locator:swapped"));
    return true;
  };

  const show = async (url, push) => {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    const main = document.querySelector("main");
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
      const html = await answer.text();
      if (mine !== asking) return;
      if (!answer.ok) throw new Error(answer.status);
      if (push) history.pushState(null, "", answer.url);
      shown = location.pathname + location.search;
      if (!take(html)) throw new Error("not a list");
    } catch (error) {
      if (mine !== asking || error.name === "AbortError") return;
      /* The browser says better than we could what is wrong. */
      if (push) location.assign(url);
      else location.reload();
    } finally {
      if (mine === asking) main.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isSearch() || form.method !== "get") return;
    const url = new URL(form.action);
    if (url.pathname !== location.pathname) return;
    url.search = new URLSearchParams(new FormData(form));
    event.preventDefault();
    show(url.href, true);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.button !== 0 || event.defaultPrevented || !isSearch()) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || url.hash) return;
    event.preventDefault();
    show(url.href, true);
  });

  addEventListener("popstate", () => {
    /* A jump within the page is no other search. */
    if (location.pathname + location.search !== shown) show(location.href, false);
  });

  /* "Use my location": rounded here to 0.01 degree, about half a mile, before it is sent. */
  const locate = (box) => {
    const button = box.querySelector("button");
    const status = box.querySelector('[role="status"]');
    const near = box.parentElement.querySelector('[name="near"]');
    box.hidden = false;
    button.addEventListener("click", () => {
      status.textContent = button.dataset.waiting;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          near.value = coords.latitude.toFixed(2) + ", " + coords.longitude.toFixed(2);
          status.textContent = button.dataset.found;
        },
        () => (status.textContent = button.dataset.failed),
        { maximumAge: 600000, timeout: 20000 },
      );
    });
  };

  const ready = () => {
    if (navigator.geolocation) document.querySelectorAll(".locate[hidden]").forEach(locate);
  };
  ready();
})();
