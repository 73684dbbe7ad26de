/* The component: builds the parts, holds the state, speaks to Streamlit through its own frame. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* On a narrow screen the frame is as tall as the country needs, not as tall as a desk's. */
  function fitFrame(host, config) {
    const streamlit = window.Streamlit;
    if (!streamlit || !config.height) return;
    const set = streamlit.setFrameHeight.bind(streamlit);
    const wanted = () => window.innerWidth < 560
      ? Math.round(Math.min(config.height, window.innerWidth * 1.5)) : config.height;
    const apply = () => {
      host.style.height = `${wanted()}px`;
      set(wanted());
    };
    streamlit.setFrameHeight = apply;
    window.addEventListener("resize", apply);
    apply();
  }

  class Component {
    constructor(map, config) {
      this.map = map;
      map.zoomControl.setPosition("topright");
      this.config = config;
      this.state = null;
      this.sequence = 0;
      this.host = map.getContainer();
      this.host.classList.add("atlas");
      fitFrame(this.host, config);
      const { base } = config;
      this.ready = Promise.all([Atlas.fetchJson(`${base}/atlas.json`),
        Atlas.fetchJson(`${base}/shapes.json`)]).then((parts) => this.build(...parts));
      this.ready.catch((error) => this.fail(error));
    }

    fail(error) {
      const note = Atlas.element("p", "atlas-error", this.host);
      note.setAttribute("role", "alert");
      note.textContent = `${this.config.failed} (${error.message})`;
    }

    build(raw, shapes) {
      this.book = new Atlas.Book(raw);
      this.shapes = new Atlas.Shapes(this.map, this);
      this.shapes.add(shapes);
      this.shapes.addLines(raw.province_lines);
      this.labels = raw.sea_labels.map((label) => [label, L.marker([label.lat, label.lon],
        { interactive: false, keyboard: false,
          icon: L.divIcon({ className: `atlas-sea atlas-${label.kind}`, iconSize: null }) })
        .addTo(this.map)]);
      const overlay = Atlas.element("div", "atlas-overlay", this.host);
      const { parts } = this.config;
      this.host.classList.toggle("atlas-wall", parts.includes("wall"));
      if (parts.includes("headline")) this.headline = new Atlas.Headline(overlay);
      if (parts.includes("insets")) {
        this.insets = new Atlas.Insets(overlay, shapes, raw.insets, this);
        L.DomEvent.disableClickPropagation(this.insets.root);
      }
      this.legend = new Atlas.Legend(overlay);
      this.tip = Atlas.element("div", "atlas-tooltip atlas-floating", this.host);
      if (parts.includes("player")) {
        this.player = new Atlas.Player(overlay, raw.editions.map((e) => e.edition), {
          show: (edition) => this.show(edition),
          settle: (edition) => this.emit({ edition }),
        });
      }
      this.keys = new Atlas.Keys(this);
      new ResizeObserver(() => {
        this.arrange();
        this.map.invalidateSize({ animate: false });
        if (!this.moved) this.frame();
      }).observe(this.host);
      /* A legend of another height moves the floor; asking for its height on every change would
         lay the whole page out at once. */
      new ResizeObserver(() => this.arrange()).observe(this.legend.root);
      this.map.on("zoomend", () => this.host.classList.toggle("atlas-close",
        this.map.getZoom() > this.shapes.homeZoom() + 0.6));
      this.map.on("dragstart", () => { this.moved = true; });
      this.map.getContainer().addEventListener("wheel", () => { this.moved = true; },
        { passive: true });
      if (this.pending) this.update(this.pending);
      /* The legend's height is known only with its font; later changes never move the view. */
      document.fonts.ready.then(() => {
        this.arrange();
        if (!this.moved) this.frame();
      });
    }

    /* Called by the small element that carries the state; draws only what changed. */
    update(state) {
      this.pending = state;
      if (!this.book || this.lacks(state.layer)) return;
      if (this.state && JSON.stringify(this.state) === JSON.stringify(state)) return;
      const before = this.state || {};
      this.state = Object.assign({}, state);
      this.words = this.book.raw.words[state.lang];
      if (before.theme !== state.theme) {
        this.currentInk = new Atlas.Ink(this.book.raw.palette, state.theme);
        this.host.setAttribute("data-theme", state.theme);
      }
      if (before.lang !== state.lang) this.relabel();
      this.host.classList.toggle("atlas-as-tiles", state.view === "tiles");
      if (this.player && !this.player.playing()) this.player.set(state.edition);
      if (before.province !== state.province || before.place !== state.place) this.moved = false;
      if (!before.edition) {
        /* Shapes are laid out once, in the view they are first seen in; it leaves room for the
           legend, so that comes first. */
        this.drawLegend();
        this.arrange();
        this.frame();
        this.shapes.mount();
      }
      this.draw();
      if (before.province !== state.province) {
        if (before.edition) this.frame();
        this.shapes.refine(state.province ? `${this.config.base}/fine-${state.province}.json`
          : null).catch((error) => this.fail(error));
      }
      this.host.setAttribute("data-edition", state.edition);
      this.host.setAttribute("data-drawn", String(++this.sequence));
    }

    /* Layers of second rank come with a file of their own; what is drawn stands until then. */
    lacks(layer) {
      if (!Atlas.layers[layer] || !Atlas.layers[layer].late || this.book.late) return false;
      Atlas.fetchJson(`${this.config.base}/layers.json`).then((late) => {
        this.book.late = late;
        this.update(this.pending);
      }).catch((error) => this.fail(error));
      return true;
    }

    relabel() {
      const { lang } = this.state;
      document.documentElement.lang = lang;
      this.host.setAttribute("aria-label", this.words["map.label"]);
      for (const [label, marker] of this.labels) {
        marker.getElement().textContent = label[lang];
      }
      if (this.player) this.player.relabel(this.words);
      if (this.insets) this.insets.root.setAttribute("aria-label", this.words["map.insets"]);
    }

    /* Show the chosen province, else the whole country; a reader's own pan or zoom stays. */
    frame() {
      const { province } = this.state || {};
      this.shapes.fit(province ? this.units().filter((unit) =>
        this.book.provinceOf(unit, this.state.edition) === province) : null);
      this.host.classList.toggle("atlas-zoomed", Boolean(province));
    }

    units() {
      return this.book.raw.units.filter((unit) => this.book.status(unit, this.state.edition));
    }

    show(edition) {
      if (!this.state) return; /* its layer is still on its way */
      const started = performance.now();
      this.state.edition = edition;
      this.draw();
      this.host.setAttribute("data-edition", edition);
      this.lastStepMs = performance.now() - started;
    }

    /* Show an edition ahead of the server's word, which will find it done. */
    preview(edition) {
      if (!this.state || !this.book.has(edition) || edition === this.state.edition) return;
      if (this.player && this.player.playing()) return;
      if (this.player) this.player.set(edition);
      this.show(edition);
    }

    /* The grid of a date has exactly its places; it is laid out anew when borders moved. */
    retile(date) {
      const grid = this.book.raw.tiles.find((one) => one.from <= date &&
        (!one.to || date <= one.to));
      if (this.tiles && this.tiles.layout === grid) return;
      if (this.tiles) this.tiles.root.remove();
      this.tiles = new Atlas.Tiles(this.host, grid, this);
    }

    /* Bring the shapes to the date; other times are fetched when first asked for. */
    travel() {
      const date = this.date();
      if (!this.epochs) {
        const { tiles } = this.book.raw;
        const last = this.book.raw.editions[this.book.raw.editions.length - 1].date;
        const base = tiles.find((one) => one.from <= last && (!one.to || last <= one.to));
        if (base.from <= date && (!base.to || date <= base.to)) return;
        Atlas.fetchJson(`${this.config.base}/epochs.json`).then((epochs) => {
          this.epochs = epochs;
          this.draw();
        }).catch((error) => this.fail(error));
        return;
      }
      this.shapes.travel(this.epochs.find((one) => one.from <= date &&
        (!one.to || date <= one.to)));
    }

    draw() {
      const { state, book } = this;
      this.travel();
      this.shapes.restyle();
      if (this.insets) {
        this.insets.restyle();
        this.insets.retitle((code) => this.provinceTitle(code));
      }
      if (state.view === "tiles") {
        this.retile(this.date());
        this.tiles.restyle();
      }
      this.drawLegend();
      this.keys.rearm();
      if (this.headline) this.headline.draw(book.at(state.edition).text[state.lang][state.rule]);
    }

    drawLegend() {
      const { state, book, words } = this;
      const selected = state.place ? Atlas.classOf(book, state.place, state) : null;
      this.legend.draw(Atlas.legend(book, this.units(), state), this.ink(), words, state,
        selected, this.notes());
    }

    notes() {
      const layer = this.words[`map.note.${this.state.layer}`];
      return layer ? [layer] : [];
    }

    /* ---- what the parts ask back ---- */
    ink() {
      return this.currentInk;
    }

    /* The legend is a strip under the country where it would otherwise cover it. */
    arrange() {
      const strip = this.config.parts.includes("strip") || this.host.clientWidth < 760;
      this.host.classList.toggle("atlas-strip", strip);
      this.host.style.setProperty("--floor", `${this.floor()}px`);
    }

    /* Pixels at the bottom that the player and a legend strip cover. */
    floor() {
      const player = this.player ? this.player.root.offsetHeight + 8 : 0;
      const strip = this.host.classList.contains("atlas-strip")
        ? this.legend.root.offsetHeight + 8 : 0;
      return player + strip + 12;
    }

    /* Pixels at the left that the legend covers beside a chosen province. */
    margin() {
      return this.host.classList.contains("atlas-strip") ? 20 : this.legend.root.offsetWidth + 24;
    }

    date() {
      return this.book.at(this.state.edition).date;
    }

    lookOf(unit) {
      const { state, book } = this;
      const name = Atlas.classOf(book, unit, state);
      if (name === null) return null;
      const province = book.provinceOf(unit, state.edition);
      const label = book.label(unit, state.edition, state.lang);
      const named = book.named(unit, book.at(state.edition).date);
      return { name, label: `${label}: ${Atlas.className(this.words, name, state)}`,
        short: state.lang === "ko" ? named.tile_ko : named.tile_en,
        selected: unit === state.place,
        dimmed: Boolean(state.province) && province !== state.province };
    }

    tooltipOf(unit) {
      return Atlas.tooltipOf(this, unit);
    }

    provinceTitle(code) {
      const row = this.book.province(code, this.book.at(this.state.edition).date);
      return this.state.lang === "ko" ? row.short_ko : row.short_en;
    }

    hover(unit, event) {
      this.tip.style.display = unit ? "block" : "none";
      if (!unit) return;
      this.tip.replaceChildren(this.tooltipOf(unit));
      const frame = this.host.getBoundingClientRect();
      const left = Math.min(event.clientX - frame.left + 14, frame.width - 220);
      this.tip.style.left = `${Math.max(4, left)}px`;
      this.tip.style.top = `${Math.min(event.clientY - frame.top + 14, frame.height - 110)}px`;
    }

    pick(unit) {
      this.emit({ place: unit });
    }

    emit(message) {
      const value = Object.assign({ sequence: `${Date.now()}-${++this.sequence}` }, message);
      if (window.Streamlit) window.Streamlit.setComponentValue(value);
      else window.dispatchEvent(new CustomEvent("atlas", { detail: value }));
    }
  }

  Atlas.start = function (map, config) {
    window.atlas = new Component(map, config);
    return window.atlas;
  };
})();
