/* The map proper: one Leaflet layer a level of detail, restyled in place. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const SCOPE = "map";

  Atlas.Shapes = class {
    constructor(map, hooks) {
      this.map = map;
      this.hooks = hooks; /* styleOf(unit), tooltipOf(unit), pick(unit) */
      this.coarse = new Map();
      this.fine = new Map();
      this.past = new Map();
      this.pastLayer = null;
      this.epoch = null;
      this.hidden = new Set();
      this.fineLayer = null;
      this.fineUrl = null;
    }

    /* Draw a stretch of time: the places the base map lacks or draws otherwise. */
    travel(epoch) {
      if (epoch === this.epoch) return;
      this.epoch = epoch;
      this.addLines(epoch.lines);
      if (this.pastLayer) this.map.removeLayer(this.pastLayer);
      this.past = new Map();
      this.hidden = new Set(epoch.hidden);
      this.pastLayer = this.layer({ type: "FeatureCollection", features: epoch.features },
        this.past).addTo(this.map);
      for (const { properties, bbox } of epoch.features) {
        this.centres.set(properties.unit_id, properties.centre);
        if (!this.boxes.has(properties.unit_id)) this.boxes.set(properties.unit_id, bbox);
      }
    }

    /* The path that stands for a place now: of its time, of the finer drawing, or of the base. */
    path(unit) {
      const layer = this.past.get(unit) || this.fine.get(unit) || this.coarse.get(unit);
      return layer && layer.getElement();
    }

    add(collection) {
      this.coarseLayer = this.layer(collection, this.coarse);
      const corners = collection.bbox;
      this.home = [[corners[1], corners[0]], [corners[3], corners[2]]];
      this.centres = new Map(collection.features.map((feature) =>
        [feature.properties.unit_id, feature.properties.centre]));
      this.boxes = new Map(collection.features.map((feature) =>
        [feature.properties.unit_id, feature.bbox]));
    }

    mount() {
      this.coarseLayer.addTo(this.map);
    }

    layer(collection, into) {
      return L.geoJSON(collection, {
        /* The shapes were simplified together when they were built; Leaflet would thin each on
           its own, and neighbours would part. */
        smoothFactor: 0,
        style: () => ({ fillOpacity: 1, weight: 0.6, color: "#fff", lineJoin: "round" }),
        onEachFeature: (feature, layer) => {
          const unit = feature.properties.unit_id;
          into.set(unit, layer);
          layer.bindTooltip(() => this.hooks.tooltipOf(unit),
            { sticky: true, className: "atlas-tooltip", opacity: 1 });
          layer.on("click", (event) => {
            L.DomEvent.stopPropagation(event);
            this.hooks.pick(unit);
          });
          layer.on("add", () => this.mark(layer, unit));
        },
      });
    }

    mark(layer, unit) {
      const path = layer.getElement();
      if (!path) return;
      path.setAttribute("data-unit", unit);
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
    }

    /* Draw a province, and the places that touch it, at finer detail; null returns to coarse. */
    async refine(url) {
      if (url === this.fineUrl) return;
      this.fineUrl = url;
      if (this.fineLayer) {
        this.map.removeLayer(this.fineLayer);
        this.fineLayer = null;
        for (const unit of this.fine.keys()) this.show(unit, true);
        this.fine = new Map();
      }
      if (!url) return;
      const collection = await Atlas.fetchJson(url);
      if (url !== this.fineUrl) return; /* another province was chosen meanwhile */
      this.fine = new Map();
      this.fineLayer = this.layer(collection, this.fine).addTo(this.map);
      for (const unit of this.fine.keys()) this.show(unit, false);
      this.restyle();
    }

    show(unit, visible) {
      const path = this.coarse.get(unit) && this.coarse.get(unit).getElement();
      if (path) path.style.display = visible ? "" : "none";
    }

    each(visit) {
      for (const [unit, layer] of this.coarse) visit(unit, layer, this.hidden.has(unit));
      for (const [unit, layer] of this.fine) visit(unit, layer, this.hidden.has(unit));
      for (const [unit, layer] of this.past) visit(unit, layer, false);
    }

    restyle() {
      const svg = this.map.getPane("overlayPane").querySelector("svg");
      if (svg) this.hooks.ink().define(svg, SCOPE);
      let front = null;
      this.each((unit, layer, gone) => {
        const look = gone ? null : this.hooks.lookOf(unit);
        const path = layer.getElement();
        if (path) path.style.pointerEvents = look === null ? "none" : "";
        if (look === null) {
          layer.setStyle({ fillOpacity: 0, weight: 0 });
          if (path) path.removeAttribute("data-class");
          return;
        }
        const style = this.hooks.ink().style(look.name, SCOPE);
        if (look.dimmed) Object.assign(style, { fillOpacity: 0.25, opacity: 0.4 });
        else style.opacity = 1;
        if (look.selected) {
          Object.assign(style, { color: this.hooks.ink().base.selected, weight: 3.2,
            dashArray: null, opacity: 1 });
          front = layer;
        }
        layer.setStyle(style);
        if (path) {
          path.setAttribute("data-class", look.name);
          path.setAttribute("aria-label", look.label);
          path.setAttribute("aria-pressed", look.selected ? "true" : "false");
        }
      });
      this.drawLines(this.hooks.date());
      if (front) front.bringToFront();
    }

    /* Borders between provinces, for each stretch of time they held. */
    addLines(stretches) {
      for (const { layer } of this.stretches || []) this.map.removeLayer(layer);
      this.stretches = stretches.map((stretch) => Object.assign({}, stretch, {
        layer: L.geoJSON({ type: "Feature", properties: {}, geometry: stretch.geometry },
          { interactive: false, style: () => ({ weight: 1.4, fill: false }) }),
      }));
    }

    drawLines(date) {
      for (const stretch of this.stretches) {
        const holds = stretch.from <= date && date <= stretch.to;
        if (holds) {
          stretch.layer.addTo(this.map).bringToFront();
          stretch.layer.setStyle({ color: this.hooks.ink().base.province_line });
        } else {
          this.map.removeLayer(stretch.layer);
        }
      }
    }

    homeZoom() {
      return this.map.getBoundsZoom(this.home);
    }

    fit(units) {
      const size = this.map.getSize();
      /* A frame that is not laid out yet has no room for the margins; its resize asks again. */
      if (size.x < this.hooks.margin() + 80 || size.y < this.hooks.floor() + 80) return;
      /* The same view again would lay every shape out anew. */
      const asked = [size.x, size.y, this.hooks.floor(), this.hooks.margin(), ...(units || [])];
      if (this.fitted === asked.join()) return;
      this.fitted = asked.join();
      if (!units || !units.length) {
        this.map.fitBounds(this.home, { animate: false, paddingTopLeft: [6, 6],
          paddingBottomRight: [24, this.hooks.floor()] });
        return;
      }
      const boxes = units.map((unit) => this.boxes.get(unit)).filter(Boolean);
      if (!boxes.length) return;
      const west = Math.min(...boxes.map((box) => box[0]));
      const south = Math.min(...boxes.map((box) => box[1]));
      const east = Math.max(...boxes.map((box) => box[2]));
      const north = Math.max(...boxes.map((box) => box[3]));
      this.map.fitBounds([[south, west], [north, east]], { animate: false, paddingTopLeft: [this.hooks.margin(), 24],
        paddingBottomRight: [24, this.hooks.floor() + 18] });
    }
  };
})();
