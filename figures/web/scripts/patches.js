/* Small drawings beside the map: the insets of the metropolitan cities and the tile grid.
   Both are plain SVG and share the map's classes, selection and tooltip. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const RAD = Math.PI / 180;

  /* Equirectangular at the box's middle is exact enough for one city. */
  function projector(box, width, height) {
    const shrink = Math.cos(((box[1] + box[3]) / 2) * RAD);
    const spanX = (box[2] - box[0]) * shrink;
    const spanY = box[3] - box[1];
    const scale = Math.min(width / spanX, height / spanY);
    const left = (width - spanX * scale) / 2;
    const top = (height - spanY * scale) / 2;
    return ([x, y]) => `${(left + (x - box[0]) * shrink * scale).toFixed(1)} ${
      (top + (box[3] - y) * scale).toFixed(1)}`;
  }

  function pathOf(geometry, place) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map((rings) => rings.map((ring) =>
      `M${ring.map(place).join("L")}Z`).join("")).join("");
  }

  function boxOf(features) {
    return features.reduce((box, { bbox }) => [Math.min(box[0], bbox[0]),
      Math.min(box[1], bbox[1]), Math.max(box[2], bbox[2]), Math.max(box[3], bbox[3])],
    [180, 90, -180, -90]);
  }

  class Patch {
    constructor(hooks, scope) {
      this.hooks = hooks;
      this.scope = scope;
      this.shapes = new Map();
    }

    bind(shape, unit) {
      this.shapes.set(unit, shape);
      shape.setAttribute("data-unit", unit);
      shape.setAttribute("role", "button");
      shape.setAttribute("tabindex", "-1");
      shape.classList.add("atlas-shape");
      shape.addEventListener("click", () => this.hooks.pick(unit));
      shape.addEventListener("mousemove", (event) => this.hooks.hover(unit, event));
      shape.addEventListener("mouseleave", () => this.hooks.hover(null));
    }

    restyle() {
      for (const svg of this.svgs) this.hooks.ink().define(svg, this.scope);
      for (const [unit, shape] of this.shapes) {
        const look = this.hooks.lookOf(unit);
        shape.style.display = look === null ? "none" : "";
        if (look === null) continue;
        this.hooks.ink().paint(shape, look.name, this.scope);
        shape.setAttribute("data-class", look.name);
        shape.setAttribute("aria-label", look.label);
        shape.setAttribute("aria-pressed", look.selected ? "true" : "false");
        shape.classList.toggle("atlas-dimmed", look.dimmed);
        if (look.selected) {
          shape.setAttribute("stroke", this.hooks.ink().base.selected);
          shape.setAttribute("stroke-width", 3);
          shape.parentNode.appendChild(shape);
        }
      }
    }
  }

  Atlas.Insets = class extends Patch {
    /* `cities`: [{code, title}] in drawing order. A far-off county (옹진, 강화, 군위, 기장, 울주)
       would shrink its city to a dot, so an inset frames the gu and shows the rest on the map. */
    constructor(host, collection, cities, hooks) {
      super(hooks, "inset");
      this.root = Atlas.element("div", "atlas-insets", host);
      this.svgs = [];
      this.titles = new Map();
      for (const city of cities) {
        const features = collection.features.filter(({ properties }) =>
          city.units.includes(properties.unit_id));
        const figure = Atlas.element("figure", "atlas-inset", this.root);
        const svg = Atlas.svg("svg", { viewBox: "0 0 96 84", role: "group" }, figure);
        this.titles.set(city.code, [Atlas.element("figcaption", "", figure), svg]);
        const place = projector(boxOf(features), 96, 84);
        for (const feature of features) {
          const shape = Atlas.svg("path", { d: pathOf(feature.geometry, place),
            "vector-effect": "non-scaling-stroke" }, svg);
          this.bind(shape, feature.properties.unit_id);
        }
        this.svgs.push(svg);
      }
    }

    retitle(titleOf) {
      for (const [code, [caption, svg]] of this.titles) {
        caption.textContent = titleOf(code);
        svg.setAttribute("aria-label", titleOf(code));
      }
    }
  };

  Atlas.Tiles = class extends Patch {
    constructor(host, layout, hooks) {
      super(hooks, "tile");
      this.root = Atlas.element("div", "atlas-tiles", host);
      this.layout = layout;
      const cell = 30;
      this.svg = Atlas.svg("svg", { role: "group", preserveAspectRatio: "xMidYMid meet",
        viewBox: `-2 -2 ${layout.columns * cell + 4} ${layout.rows * cell + 4}` }, this.root);
      this.svgs = [this.svg];
      this.texts = new Map();
      /* The first tile of a province also carries the province's name, above its own. */
      const at = new Map(Object.entries(layout.cells).map(([unit, cell]) => [cell.join(), unit]));
      const firsts = new Set(Object.values(layout.titles).map((cell) => at.get(cell.join())));
      for (const [unit, [column, row]] of Object.entries(layout.cells)) {
        const shape = Atlas.svg("rect", { x: column * cell + 1, y: row * cell + 1,
          width: cell - 2, height: cell - 2, rx: 3 }, this.svg);
        this.bind(shape, unit);
        const titled = firsts.has(unit);
        const text = Atlas.svg("text", { x: column * cell + cell / 2,
          y: row * cell + cell * (titled ? 0.64 : 0.5), class: "atlas-tile-text" }, this.svg);
        this.texts.set(unit, text);
      }
      this.titles = Object.entries(layout.titles).map(([code, [column, row]]) => [code,
        at.get([column, row].join()), Atlas.svg("text", { x: column * cell + 3.5,
          y: row * cell + 9, class: "atlas-tile-title" }, this.svg)]);
    }

    restyle() {
      super.restyle();
      for (const [unit, text] of this.texts) {
        const look = this.hooks.lookOf(unit);
        text.style.display = look === null ? "none" : "";
        if (look === null) continue;
        text.textContent = look.short;
        const ink = this.hooks.ink().classes[look.name];
        text.setAttribute("fill", ink.text);
        text.setAttribute("stroke", ink.fill); /* a halo, so that hatches do not cross the name */
        text.classList.toggle("atlas-quiet", look.dimmed);
        this.svg.appendChild(text);
      }
      for (const [code, unit, title] of this.titles) {
        const look = this.hooks.lookOf(unit);
        title.textContent = look === null ? "" : this.hooks.provinceTitle(code);
        if (look !== null) {
          title.setAttribute("fill", this.hooks.ink().classes[look.name].text);
          title.classList.toggle("atlas-quiet", look.dimmed);
        }
        this.svg.appendChild(title);
      }
    }
  };
})();
