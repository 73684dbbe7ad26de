/* The component: builds the parts, holds the state, speaks to Streamlit through its own frame. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  const KEEP_MS = 300; /* after the last move, before it stands in the address */
  const FINE_FROM = 1.5; /* steps of zoom beyond home from which finer shapes are worth it */

  class Component {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.state = null;
      this.sequence = 0;
      this.host = map.getContainer();
      this.host.classList.add("atlas");
      /* In a frame of its own the map is all there is; on a page it is one part. */
      document.documentElement.classList.toggle("atlas-frame", Boolean(config.height));
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
      this.view = new Atlas.View(this.map, shapes, raw.sea_labels);
      this.controls = new Atlas.Controls(this.map, this.view, () => this.view.goHome());
      this.labels = raw.sea_labels.map((label) => [label, L.marker([label.lat, label.lon],
        { interactive: false, keyboard: false,
          icon: L.divIcon({ className: `atlas-sea atlas-${label.kind}`, iconSize: null }) })
        .addTo(this.map)]);
      this.names = new Atlas.Names(this.map, this);
      const overlay = Atlas.element("div", "atlas-overlay", this.host);
      const { parts } = this.config;
      this.host.classList.toggle("atlas-wall", parts.includes("wall"));
      if (parts.includes("headline")) this.headline = new Atlas.Headline(overlay);
      if (parts.includes("insets")) {
        this.insets = new Atlas.Insets(overlay, shapes, raw.insets, this);
        L.DomEvent.disableClickPropagation(this.insets.root);
      }
      this.legend = new Atlas.Legend(overlay, this.map);
      this.tip = new Atlas.Tip(this.host, (unit) => Atlas.tooltipOf(this, unit));
      if (parts.includes("player")) {
        this.player = new Atlas.Player(overlay, raw.editions.map((e) => e.edition), {
          show: (edition) => this.show(edition),
          settle: (edition) => this.emit({ edition }),
        });
      }
      this.keys = new Atlas.Keys(this);
      this.room = new Atlas.Room(this);
      new ResizeObserver(() => {
        this.map.invalidateSize({ animate: false, pan: false });
        this.room.compose();
      }).observe(this.host);
      this.map.on("moveend zoomend", () => this.look());
      if (this.pending) this.update(this.pending);
      /* What stands beside the country is as large as it will be only with its font. */
      document.fonts.ready.then(() => {
        this.room.forget();
        this.room.compose();
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
      if (before.province !== state.province) this.view.moved = false;
      /* Shapes are laid out once, in the view they are first seen in; it leaves room for the
         legend, so that comes first. */
      this.room.compose();
      if (!before.edition) {
        this.shapes.mount();
        this.askPage();
      } else if (before.province !== state.province) {
        this.frame();
      }
      if (before.place !== state.place) this.bring(state.place);
      this.draw();
      this.refine();
      this.host.setAttribute("data-edition", state.edition);
      this.host.setAttribute("data-drawn", String(++this.sequence));
    }

    /* Layers of second rank come with a file of their own; what is drawn stands until then. */
    lacks(layer) {
      if (!this.book.layer(layer).late || this.book.late) return false;
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
        marker.getElement().textContent = label[lang] || label.en;
      }
      if (this.player) this.player.relabel(this.words);
      if (this.insets) this.insets.root.setAttribute("aria-label", this.words["map.insets"]);
      this.controls.relabel(this.words);
    }

    /* Show the chosen province, else the whole country. */
    frame() {
      const { province } = this.state;
      const boxes = !province ? [] : this.units().filter((unit) =>
        this.book.provinceOf(unit, this.state.edition) === province)
        .map((unit) => this.shapes.boxes.get(unit)).filter(Boolean);
      if (boxes.length) this.view.show(boxes, this.room.margin(), this.room.floor());
      else this.view.goHome();
      this.host.classList.toggle("atlas-zoomed", boxes.length > 0);
    }

    /* A place chosen elsewhere, on another page or by search, is brought into sight. */
    bring(unit) {
      const centre = unit && this.shapes.centres.get(unit);
      if (!centre || this.map.getBounds().contains([centre[1], centre[0]])) return;
      this.view.goHome();
    }

    /* The page around the map keeps in its address what the map shows of the country: they speak
       by messages, as neither can know whose the other is. */
    askPage() {
      if (!this.config.parts.includes("address") || parent === window) return;
      addEventListener("message", ({ data, origin, source }) => {
        if (source !== parent || origin !== location.origin) return;
        if (!data || data.atlas !== "kept" || typeof data.at !== "string") return;
        this.kept = data.at;
        if (data.at && !this.view.moved) this.view.lookAt(data.at.split(",").map(Number));
      });
      parent.postMessage({ atlas: "view" }, location.origin);
    }

    keep() {
      if (this.kept === undefined) return; /* the page has not answered: it may be anybody's */
      clearTimeout(this.keeping);
      this.keeping = setTimeout(() => {
        const at = this.view.aimed();
        if (at === this.kept) return;
        this.kept = at;
        parent.postMessage({ atlas: "view", at }, location.origin);
      }, KEEP_MS);
    }

    /* After every move: what depends on how close one is. */
    look() {
      if (!this.state) return;
      this.keep();
      this.host.classList.toggle("atlas-close", this.view.close());
      this.refine();
    }

    /* Finer shapes for the chosen province, and for all that is near enough to show them. */
    refine() {
      const { state, book } = this;
      const last = book.raw.editions[book.raw.editions.length - 1].edition;
      const codes = new Set(state.province ? [state.province] : []);
      if (this.map.getZoom() > this.view.home.zoom + FINE_FROM) {
        const seen = this.map.getBounds();
        for (const [unit, box] of this.shapes.boxes) {
          if (book.status(unit, last) && seen.intersects([[box[1], box[0]], [box[3], box[2]]])) {
            codes.add(book.provinceOf(unit, last));
          }
        }
      }
      this.shapes.refine(codes, (code) => `${this.config.base}/fine-${code}.json`)
        .catch((error) => this.fail(error));
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
      const { state } = this;
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
      this.names.draw();
      if (this.headline) this.headline.draw(this.headlineText());
    }

    drawLegend(rows) {
      const { state, book, words } = this;
      const selected = state.place ? Atlas.classOf(book, state.place, state) : null;
      this.legend.draw(rows || Atlas.legend(book, this.units(), state), this.ink(), words, state,
        selected, this.notes(), Atlas.spread(book, this.units(), state));
    }

    headlineText() {
      const { state, book } = this;
      return book.at(state.edition).text[state.lang][state.rule];
    }

    notes() {
      const layer = this.words[`map.note.${this.state.layer}`];
      return layer ? [layer] : [];
    }

    /* ---- what the parts ask back ---- */
    ink() {
      return this.currentInk;
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

    provinceCode(unit) {
      return this.book.provinceOf(unit, this.state.edition);
    }

    provinceTitle(code) {
      const row = this.book.province(code, this.book.at(this.state.edition).date);
      return this.state.lang === "ko" ? row.short_ko : row.short_en;
    }

    hover(unit, element) {
      this.tip.show(unit, element);
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
