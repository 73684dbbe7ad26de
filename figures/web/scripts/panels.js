/* What stands around the map inside its frame: headline, legend, time player, tooltip. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.Legend = class {
    constructor(host) {
      this.root = Atlas.element("section", "atlas-legend", host);
      L.DomEvent.disableClickPropagation(this.root);
    }

    draw(rows, ink, words, state, selectedClass, notes) {
      this.root.replaceChildren();
      Atlas.element("h2", "", this.root, words[`map.layer.${state.layer}`]);
      const list = Atlas.element("ul", "", this.root);
      for (const { name, count } of rows) {
        const item = Atlas.element("li", "", list);
        item.setAttribute("data-class", name);
        item.appendChild(ink.swatch(name));
        Atlas.element("span", "atlas-legend-name", item,
          Atlas.className(words, name, state));
        Atlas.element("span", "atlas-legend-count", item, String(count));
        if (name === selectedClass) {
          item.classList.add("atlas-legend-selected");
          Atlas.element("span", "atlas-legend-mark", item, `◀ ${words["map.selected"]}`);
        }
      }
      for (const note of notes) Atlas.element("p", "atlas-note", this.root, note);
    }
  };

  Atlas.Headline = class {
    constructor(host) {
      this.root = Atlas.element("section", "atlas-headline", host);
      this.root.setAttribute("aria-live", "polite");
      this.year = Atlas.element("div", "atlas-year", this.root);
      this.share = Atlas.element("div", "atlas-share", this.root);
      this.counts = Atlas.element("div", "atlas-counts", this.root);
      this.fresh = Atlas.element("div", "atlas-fresh", this.root);
    }

    draw(text) {
      this.year.textContent = text.year;
      this.share.textContent = text.share;
      this.counts.textContent = text.counts;
      this.fresh.textContent = text.fresh;
    }
  };

  const STEP_MS = 900;

  /* Drawn, because few fonts have the signs. */
  const SIGNS = { play: "M5 3L15 9L5 15Z", pause: "M4 3H7.5V15H4ZM10.5 3H14V15H10.5Z",
    back: "M13 3L6 9L13 15ZM4 3H6V15H4Z", next: "M5 3L12 9L5 15ZM12 3H14V15H12Z" };

  function draw(button, sign) {
    const svg = Atlas.svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18",
      "aria-hidden": "true" });
    Atlas.svg("path", { d: SIGNS[sign], fill: "currentColor" }, svg);
    button.replaceChildren(svg);
  }

  /* Play, pause and step through the editions; no message leaves the frame while it plays. */
  Atlas.Player = class {
    constructor(host, editions, hooks) {
      this.editions = editions;
      this.hooks = hooks; /* show(edition), settle(edition) */
      this.timer = null;
      this.settleTimer = null;
      this.root = Atlas.element("section", "atlas-player", host);
      L.DomEvent.disableClickPropagation(this.root);
      this.back = this.button("back", () => this.step(-1));
      this.toggle = this.button("play", () => this.playing() ? this.pause() : this.play());
      this.next = this.button("next", () => this.step(1));
      this.slider = Atlas.element("input", "", this.root);
      Object.assign(this.slider, { type: "range", min: 0, max: editions.length - 1, step: 1 });
      this.slider.addEventListener("input", () => {
        this.stop();
        this.go(Number(this.slider.value));
        this.settleSoon();
      });
      this.output = Atlas.element("output", "", this.root);
      this.root.addEventListener("keydown", (event) => this.key(event));
    }

    button(sign, act) {
      const button = Atlas.element("button", "", this.root);
      draw(button, sign);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    }

    key(event) {
      if (event.target === this.slider && event.key !== " ") return; /* the slider's own keys */
      if (event.key === " " && event.target.tagName === "BUTTON") return; /* the button's own */
      const acts = { " ": () => this.playing() ? this.pause() : this.play(),
        ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1) };
      if (!acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    }

    relabel(words) {
      this.words = words;
      this.root.setAttribute("aria-label", words["map.player"]);
      this.root.setAttribute("role", "group");
      this.back.setAttribute("aria-label", words["map.player.back"]);
      this.next.setAttribute("aria-label", words["map.player.next"]);
      this.slider.setAttribute("aria-label", words["map.player.slider"]);
      this.sign();
    }

    sign() {
      draw(this.toggle, this.playing() ? "pause" : "play");
      this.toggle.setAttribute("aria-label",
        this.words[this.playing() ? "map.player.pause" : "map.player.play"]);
    }

    set(edition) {
      this.at = this.editions.indexOf(edition);
      this.slider.value = this.at;
      this.slider.setAttribute("aria-valuetext", edition);
      this.output.textContent = edition;
    }

    playing() {
      return this.timer !== null;
    }

    go(index) {
      const bounded = Math.max(0, Math.min(this.editions.length - 1, index));
      this.set(this.editions[bounded]);
      this.hooks.show(this.editions[bounded]);
    }

    play() {
      clearTimeout(this.settleTimer);
      if (this.at >= this.editions.length - 1) this.go(0);
      this.timer = setInterval(() => {
        if (this.at >= this.editions.length - 1) this.pause();
        else this.go(this.at + 1);
      }, STEP_MS);
      this.sign();
    }

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.sign();
    }

    pause() {
      this.stop();
      this.hooks.settle(this.editions[this.at]);
    }

    step(by) {
      this.stop();
      this.go(this.at + by);
      this.settleSoon();
    }

    /* Several quick steps make one trip to the server, after the last. */
    settleSoon() {
      clearTimeout(this.settleTimer);
      this.settleTimer = setTimeout(() => this.hooks.settle(this.editions[this.at]), 450);
    }
  };
})();
