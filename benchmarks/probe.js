/* Runs in every frame before any other script: when was the last click, when does a thing show.
   Times are milliseconds since 1970, so that frames can be compared. */
(() => {
  "use strict";
  const now = () => performance.timeOrigin + performance.now();
  const noted = (event) => { window.top.benchAct = performance.timeOrigin + event.timeStamp; };
  for (const kind of ["pointerup", "click", "keydown"]) {
    window.addEventListener(kind, noted, { capture: true, passive: true });
  }
  if (window !== window.top) return;

  const frames = () => [...document.querySelectorAll("iframe")]
    .map((frame) => frame.contentDocument).filter(Boolean);
  const painted = (paths) => paths.length >= 229 && [...paths].every((path) => {
    const fill = path.getAttribute("fill");
    return fill && fill !== "none";
  });

  const shows = {
    /* An element holds exactly this text. */
    text: (selector, wanted) => [...document.querySelectorAll(selector)]
      .some((element) => element.textContent.trim() === wanted),
    /* An element holds this text among other. */
    within: (selector, wanted) => [...document.querySelectorAll(selector)]
      .some((element) => element.textContent.includes(wanted)),
    /* The same, and Streamlit is done with the page. */
    settled: (selector, wanted) => shows.within(selector, wanted) &&
      document.querySelector('[data-test-script-state="notRunning"]') &&
      !document.querySelector('[data-stale="true"]'),
    /* The atlas's map has drawn an edition (any, when none is named). */
    atlas: (edition) => frames().some((page) => {
      const map = page.querySelector(".atlas[data-drawn]");
      return map && (!edition || map.getAttribute("data-edition") === edition) &&
        painted(page.querySelectorAll(".leaflet-overlay-pane path[data-class]"));
    }),
    /* The ordinary map has drawn a year. */
    ordinary: (year) => frames().some((page) => {
      const drawn = page.querySelector(".drawn");
      return drawn && drawn.textContent === year &&
        painted(page.querySelectorAll("path.leaflet-interactive"));
    }),
    /* Streamlit is done with a page at an address, and its map, if it has one, is drawn. */
    page: (address) => window.location.pathname === address &&
      document.querySelector('[data-test-script-state="notRunning"]') &&
      !document.querySelector('[data-stale="true"]') &&
      document.querySelector('[data-testid="stMain"]').innerText.length > 40 &&
      frames().every((page) => page.querySelector(".atlas[data-drawn]")),
  };

  /* Resolve, one frame after a thing first shows, with the time since navigation and since the
     last act of the reader. */
  window.benchUntil = ([name, ...wanted]) => new Promise((resolve, reject) => {
    const started = now();
    const look = () => {
      if (!shows[name](...wanted)) {
        if (now() - started < 60000) requestAnimationFrame(look);
        else reject(new Error(`${name} ${wanted.join(" ")} did not show in 60 s`));
        return;
      }
      requestAnimationFrame(() => {
        const at = now();
        resolve({ load: at - performance.timeOrigin, act: at - window.benchAct });
      });
    };
    look();
  });
})();
