/* Keeps the page's declared language equal to the language shown, keeps the back button honest,
   shows the year chosen in the bar at once, leaves the wall with Esc, and fits a view onto one sheet of paper. Streamlit declares English
   once and for all; a marker in the page says what is true. */
(function () {
  "use strict";
  /* Told where the server is, Streamlit need not look for it below the page's own address, where
     it gets an error for an answer. */
  const own = document.currentScript && document.currentScript.src.split("/app/static/");
  if (own && own.length === 2) window.__streamlit = { BACKEND_BASE_URL: own[0] };
  /* The answer that came with the page goes when the page itself has something to show. */
  const STANDS = ".headline, .lead, iframe, [data-testid='stCaptionContainer'], [data-testid='stAlert']";
  const first = document.getElementById("first-page");
  if (first) {
    const PATIENCE_MS = 5000; /* for a part of the page that came, and whose marker did not */
    const leave = () => {
      watch.disconnect();
      first.remove();
    };
    const watch = new MutationObserver(() => {
      if (!document.querySelector(STANDS)) return;
      if (document.querySelector("[data-atlas-lang]")) leave();
      else setTimeout(leave, PATIENCE_MS);
    });
    watch.observe(document.documentElement, { subtree: true, childList: true });
  }
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
  /* Streamlit's own words are English only: each is exchanged where it appears, and again when the
     language changes. What it said at first is remembered, so that no word is lost on the way. */
  const WORDS = /* words */ {};
  const ENDS = "Is Streamlit"; /* begins a message of which nothing is kept */
  const NAMES = ["aria-label", "title", "placeholder"];
  const first_said = new WeakMap();
  const exchanged = (said) => {
    const known = WORDS[document.documentElement.lang];
    if (!known || !said) return null;
    const text = said.trim();
    if (Object.hasOwn(known.whole, text)) return known.whole[text];
    for (const [start, word] of Object.entries(known.beginning)) {
      if (text.startsWith(start)) {
        return start.startsWith(ENDS) ? word : `${word} ${text.slice(start.length)}`;
      }
    }
    return null;
  };
  const speak = (owner, name, read, write) => {
    const own = first_said.get(owner) || {};
    const now = read();
    const said = own[name] && own[name].shown === now ? own[name].said : now;
    const shown = exchanged(said);
    if (shown === null || shown === now) return;
    own[name] = { said, shown };
    first_said.set(owner, own);
    write(shown);
  };
  const speakText = (node) => speak(node, "text", () => node.nodeValue,
    (text) => { node.nodeValue = text; });
  const speakNames = (element) => {
    for (const name of NAMES) {
      if (element.hasAttribute(name)) {
        speak(element, name, () => element.getAttribute(name),
          (text) => element.setAttribute(name, text));
      }
    }
  };
  const OWN = "[data-testid='stMarkdownContainer'] .own, .stHtml, style, script";
  const speakAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      speakText(root);
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE || root.matches(OWN)) return;
    speakNames(root);
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (node.nodeType === Node.TEXT_NODE) speakText(node);
      else speakNames(node);
    }
  };
  let spoken = "";
  const listen = (changes) => {
    const lang = document.documentElement.lang;
    if (lang !== spoken) {
      spoken = lang;
      speakAll(document.documentElement);
      return;
    }
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(speakAll);
      else if (change.type === "attributes") speakNames(change.target);
      else speakText(change.target);
    }
  };
  new MutationObserver(listen).observe(document.documentElement, { subtree: true, childList: true,
    characterData: true, attributes: true, attributeFilter: ["lang", ...NAMES] });
  /* What the browser does by itself: the size of text, which it keeps, and copying the link. */
  const root = document.documentElement;
  const SIZES = [87.5, 100, 112.5, 125, 150];
  const KEPT = "atlas-text-size";
  const kept = () => {
    try {
      return Number(localStorage.getItem(KEPT)) || 100;
    } catch {
      return 100; /* a browser that keeps nothing */
    }
  };
  const size = (share) => {
    root.style.fontSize = share === 100 ? "" : `${share}%`;
    try {
      localStorage.setItem(KEPT, String(share));
    } catch { /* it is kept for this page only */ }
  };
  if (kept() !== 100) size(kept());
  root.classList.add("with-script");
  const copied = (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    /* An office's network without https: the old way. */
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    return Promise.resolve();
  };
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const resize = target && target.closest("[data-atlas-text]");
    if (resize) {
      const step = resize.dataset.atlasText === "larger" ? 1 : -1;
      const at = SIZES.indexOf(kept()) + step;
      size(SIZES[Math.max(0, Math.min(SIZES.length - 1, at))]);
      return;
    }
    if (target && target.closest("[data-testid='stSidebarNav'] a")) {
      /* A page was chosen from the menu of a narrow screen: the menu goes. */
      const close = document.querySelector("[data-testid='stSidebarCollapseButton'] button");
      if (close) setTimeout(() => close.click(), 0);
      return;
    }
    const copy = target && target.closest("[data-atlas-copy]");
    if (!copy) return;
    copied(location.href).then(() => {
      const label = copy.dataset.atlasLabel || copy.textContent;
      copy.dataset.atlasLabel = label;
      copy.textContent = copy.dataset.atlasCopy;
      setTimeout(() => { copy.textContent = label; }, 2000);
    });
  });
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
  const SMALLEST = 0.5; /* of the screen's size, what can still be read on paper */
  window.addEventListener("beforeprint", () => {
    const page = document.querySelector(".stMainBlockContainer");
    if (!page) return;
    root.classList.add("sheet");
    /* Streamlit's own print rules add a little height afterwards: room for it is kept. */
    const [width, height] = [page.offsetWidth, page.scrollHeight * 1.07];
    const scale = Math.min(PAPER.width / width, PAPER.height / height);
    if (scale < SMALLEST) {
      /* Too much for one sheet to be read: as wide as the paper, over as many as it takes. */
      root.classList.add("sheets");
      root.style.setProperty("--sheet-scale", (PAPER.width / width).toFixed(4));
      for (const side of ["width", "height"]) root.style.removeProperty(`--sheet-${side}`);
      return;
    }
    root.style.setProperty("--sheet-scale", scale.toFixed(4));
    root.style.setProperty("--sheet-width", `${width}px`);
    root.style.setProperty("--sheet-height", `${Math.floor(PAPER.height / scale)}px`);
  });
  window.addEventListener("afterprint", () => root.classList.remove("sheet", "sheets"));
})();
