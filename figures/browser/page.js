/* Keeps the page's declared language equal to the language shown, keeps the back button honest,
   and leaves the wall with Esc. Streamlit declares English once and for all; a marker in the page
   says what is true. */
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
})();
