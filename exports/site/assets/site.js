/* The site's own script: data without a server, the map's choices, one-file pages, notices. */
(function () {
  "use strict";
  const files = (window.AtlasFiles = window.AtlasFiles || {});
  const place = document.body.dataset;

  /* Lines as short texts: steps in ten-thousandths of a degree, see exports/site/compact_coordinates.py. */
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  function line(text) {
    const points = [];
    let x = 0, y = 0, at = 0;
    const number = () => {
      let found = 0, shift = 0, sign;
      do {
        sign = SIGNS.indexOf(text[at++]);
        found += (sign & 31) * 2 ** shift;
        shift += 5;
      } while (sign & 32);
      return found % 2 ? -(found + 1) / 2 : found / 2;
    };
    while (at < text.length) {
      x += number();
      y += number();
      points.push([x / 10000, y / 10000]);
    }
    return points;
  }
  const lines = (value) => (typeof value === "string" ? line(value)
    : Array.isArray(value) ? value.map(lines) : value);
  function whole(value) {
    if (!value || typeof value !== "object") return value;
    for (const key of Object.keys(value)) {
      if (key === "coordinates") value[key] = lines(value[key]);
      else whole(value[key]);
    }
    return value;
  }

  /* A page opened from a disk may not fetch: what the map asks for comes as scripts instead. */
  if (window.Atlas) {
    window.Atlas.fetchJson = function (url) {
      const name = url.split("/").pop();
      if (name in files) return Promise.resolve(place.single ? whole(files[name]) : files[name]);
      if (place.single) return Promise.resolve({ type: "FeatureCollection", features: [] });
      return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${place.root}assets/${name.replace(".json", ".js")}`;
        script.onload = () => resolve(files[name]);
        script.onerror = () => reject(new Error(name));
        document.head.appendChild(script);
      });
    };
  }

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const state = { lang: place.lang, edition: place.edition, rule: place.rule, layer: "status",
    province: null, place: null, view: "map", theme: dark.matches ? "dark" : "light" };

  function restyle() {
    if (window.atlas) window.atlas.update(Object.assign({}, state));
  }

  function go(unit) {
    if (place.single) window.location.hash = `${state.lang}-place-${unit}`;
    else window.location.href = `${place.root}${state.lang}/place/${unit}.html`;
  }

  /* One file: each page is a section, shown by the address after the hash. */
  function turn() {
    if (!place.single) return;
    const wanted = window.location.hash.slice(1) || `${place.lang}-overview`;
    const pages = document.querySelectorAll("[data-page]");
    const found = document.getElementById(wanted) || pages[0];
    const lang = found.id.slice(0, 2);
    for (const page of pages) page.hidden = page !== found;
    for (const part of document.querySelectorAll("[data-only]")) part.hidden = part.dataset.only !== lang;
    document.documentElement.lang = lang;
    document.title = found.dataset.title;
    const board = document.getElementById("map_atlas");
    const here = found.querySelector("[data-map-here]");
    board.hidden = !here;
    if (here) here.append(board);
    for (const link of document.querySelectorAll("header.site a")) {
      if (link.hreflang) link.hash = link.hreflang + found.id.slice(2);
      else if (link.hash === `#${found.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const one of document.querySelectorAll("[data-state]")) one.value = state[one.dataset.state];
    if (state.lang !== lang) {
      state.lang = lang;
      restyle();
    }
    window.dispatchEvent(new Event("resize"));
  }

  window.addEventListener("atlas", (event) => {
    if (event.detail.place) go(event.detail.place);
    if (event.detail.edition) {
      state.edition = event.detail.edition;
      restyle();
    }
  });
  window.addEventListener("hashchange", () => {
    turn();
    window.scrollTo(0, 0);
  });
  document.addEventListener("change", (event) => {
    const name = event.target.dataset.state;
    if (!name) return;
    state[name] = event.target.value || null;
    restyle();
  });
  dark.addEventListener("change", () => {
    state.theme = dark.matches ? "dark" : "light";
    restyle();
  });
  window.addEventListener("load", () => {
    restyle();
    turn();
  });

  /* A dated page never changes; a small file beside it says which one is current. */
  const notice = document.getElementById("revised");
  if (notice && window.AtlasCurrent && window.AtlasCurrent !== place.hash) {
    notice.hidden = false;
    notice.querySelector("a").href = `../${window.AtlasCurrent}/${state.lang}.html`;
  }
})();
