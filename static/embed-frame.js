// Tells the page around this frame how tall it is, and nothing else, once that page asks.
let asked = false;
addEventListener("message", ({ data, origin, source }) => {
  if (asked || source !== parent || parent === window || data !== 0) return;
  asked = true;
  // A page without an origin of its own can be told only as everybody is.
  const to = origin === "null" ? "*" : origin;
  const tell = () =>
    parent.postMessage(Math.ceil(document.documentElement.getBoundingClientRect().height), to);
  new ResizeObserver(tell).observe(document.documentElement);
});
// A frame that never scrolls brings what a link within it leads to into view by itself.
addEventListener("click", ({ target }) => {
  const link = target.closest('a[href^="#"]');
  if (link) setTimeout(() => document.getElementById(link.hash.slice(1))?.scrollIntoView());
});
