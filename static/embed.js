// Turns <treatment-locator> and links marked data-treatment-locator into a frame that
// shows our search and is as tall as what it holds. Without it they are plain links.
(titles) => {
  if (!document.currentScript) return;
  const root = new URL(".", document.currentScript.src);
  const done = new WeakSet();

  // A link that somebody broke while copying it must not take the others along.
  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  // What the address of a link of ours asks for: /es/near/60601/methadone, /search?near=60601
  const inLink = ({ href, search }) => {
    const path = href.slice(root.href.length).split(/[?#]/)[0];
    const [, lang, near, term] = path.match(/^(?:([a-z]{2})\/)?(?:near\/([^/]+)(?:\/([^/]+))?|search)?\/?$/) || [];
    const asked = new URLSearchParams(search);
    return {
      lang,
      near: near ? decode(near) : asked.get("near"),
      term: term ? decode(term) : asked.getAll("term").join(),
      radius: asked.get("radius"),
    };
  };

  const show = (element) => {
    if (done.has(element)) return;
    done.add(element);
    const link = element.matches("a") ? element : null;
    const linked = link ? inLink(link) : {};
    const wish = (name) => element.getAttribute(name) ?? element.getAttribute(`data-${name}`) ?? linked[name];
    const lang = titles[wish("lang")] ? wish("lang") : "en";
    const url = new URL(lang === "en" ? "embed" : `${lang}/embed`, root);
    for (const name of ["near", "term", "radius", "theme", "accent"]) {
      if (wish(name)) url.searchParams.set(name, wish(name));
    }
    const [plain, placed] = titles[lang];
    const frame = document.createElement("iframe");
    frame.title = wish("near") ? placed.replace("%(place)s", () => wish("near")) : plain;
    frame.lang = lang;
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    Object.assign(frame.style, { display: "block", width: "100%", height: "20rem", border: "0" });
    frame.src = url;

    let told = false;
    frame.addEventListener("load", () => {
      // A number asks; only our own origin can read it, and it answers with its height.
      frame.contentWindow.postMessage(0, root.origin);
      if (told && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
    addEventListener("message", ({ data, origin, source }) => {
      if (source !== frame.contentWindow || origin !== root.origin) return;
      if (!Number.isInteger(data) || data < 1 || data > 99999) return;
      told = true;
      frame.style.height = `${data}px`;
      // The frame works, so the link is no longer needed.
      for (const shown of link ? [link] : element.children) {
        if (shown !== frame) shown.style.display = "none";
      }
    });
    if (link) link.before(frame);
    else {
      element.style.display = "block";
      element.prepend(frame);
    }
  };

  if (!customElements.get("treatment-locator")) {
    customElements.define("treatment-locator", class extends HTMLElement {
      connectedCallback() {
        show(this);
      }
    });
  }
  const links = () => {
    for (const link of document.querySelectorAll("a[data-treatment-locator]")) {
      if (link.href.startsWith(root)) show(link);
    }
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", links);
  else links();
}
