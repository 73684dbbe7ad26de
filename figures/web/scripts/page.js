/* Keeps the page's declared language equal to the language shown, keeps the back button honest,
   shows the year chosen in the bar at once, leaves the wall with Esc, and fits a view onto one sheet of paper. Streamlit declares English
   once and for all; a marker in the page says what is true. */
(function () {
  "use strict";
  const follow = () => {
    const marker = document.querySelector("[data-atlas-lang]");
    if (!marker) return;
    const lang = marker.getAttribute("data-atlas-lang");
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  };
  new MutationObserver(follow).observe(document.documentElement,
    { subtree: true, childList: true, attributes: true, attributeFilter: ["data-atlas-lang"] });
  /* The map holds every year: it shows the one in the bar while the server still works on the
     rest of the page. Left again with Esc, the box and so the map go back. */
  const BAR = ".st-key-bar_edition input";
  const preview = (changes) => {
    const box = changes.map((change) => change.target).find((element) => element.matches(BAR));
    if (!box) return;
    for (const frame of document.querySelectorAll("iframe")) {
      const atlas = frame.contentWindow && frame.contentWindow.atlas;
      if (atlas) atlas.preview(box.value);
    }
  };
  new MutationObserver(preview).observe(document.documentElement,
    { subtree: true, attributes: true, attributeFilter: ["value"] });
  /* A page opens bare and gets its parameters a moment later; the bare address is no step back. */
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const next = new URL(address, location.href);
    const bare = !location.search && next.search && next.pathname === location.pathname;
    if (bare) history.replaceState(state, title, address);
    else push(state, title, address);
  };
  document.addEventListener("keydown", (event) => {
    const leave = document.querySelector(".st-key-leave_wall button");
    if (event.key === "Escape" && leave) leave.click();
  });
  const PAPER = { width: 1047, height: 715 }; /* A4 landscape within its margins, in CSS pixels */
  const root = document.documentElement;
  window.addEventListener("beforeprint", () => {
    const page = document.querySelector(".stMainBlockContainer");
    if (!page) return;
    root.classList.add("sheet");
    /* Streamlit's own print rules add a little height afterwards: room for it is kept. */
    const [width, height] = [page.offsetWidth, page.scrollHeight * 1.07];
    const scale = Math.min(PAPER.width / width, PAPER.height / height);
    root.style.setProperty("--sheet-scale", scale.toFixed(4));
    root.style.setProperty("--sheet-width", `${width}px`);
    root.style.setProperty("--sheet-height", `${Math.floor(PAPER.height / scale)}px`);
  });
  window.addEventListener("afterprint", () => root.classList.remove("sheet"));
})();
