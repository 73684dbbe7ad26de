/* Keeps the page's declared language equal to the language shown, and leaves the wall with Esc.
   Streamlit declares English once and for all; a marker in the page says what is true. */
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
  document.addEventListener("keydown", (event) => {
    const leave = document.querySelector(".st-key-leave_wall button");
    if (event.key === "Escape" && leave) leave.click();
  });
})();
