/* Small drawings beside the map: the insets of the metropolitan cities and the tile grid.
   Both are plain SVG and share the map's classes, selection and tooltip. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const RAD = Math.PI / 180;
  const CELL = 30;
  const UNDER_TITLE = 0.68; /* of that, below a province's name */
  const FULL = 27; /* of a tile's side, for its name */
  const READABLE = 24; /* pixels of a tile that can hold a name */
  const [LETTER, LEADING] = [0.56, 1.2]; /* width of a Latin letter, height of a line, in sizes */

  const WIDE_SEA = 0.1; /* of a city's width: empty water from which it is shortened */
  const SHORT_SEA = 0.03;

  /* Shorten wide empty water along one axis: returns where a value goes, how long all becomes,
     and where something was left out. */
  function shorten(spans) {
    const sorted = [...spans].sort((one, other) => one[0] - other[0]);
    const first = sorted[0][0];
    const whole = Math.max(...sorted.map((span) => span[1])) - first;
    const cuts = [];
    let reach = sorted[0][1];
    for (const [from, to] of sorted) {
      const sea = from - reach;
      if (sea > whole * WIDE_SEA) cuts.push([from, sea - whole * SHORT_SEA]);
      reach = Math.max(reach, to);
    }
    const place = (value) => cuts.reduce((at, [from, less]) => (value >= from ? at - less : at),
      value - first);
    return { place, length: place(reach), breaks: cuts.map(([from]) =>
      place(from) - whole * SHORT_SEA / 2) };
  }

  const ringsOf = ({ type, coordinates }) => (type === "Polygon" ? [coordinates[0]]
    : coordinates.map((part) => part[0]));

  /* Equirectangular at the middle is exact enough for one city. */
  function projector(features, width, height) {
    const rings = features.flatMap((feature) => ringsOf(feature.geometry));
    const span = (ring, i) => [Math.min(...ring.map((point) => point[i])),
      Math.max(...ring.map((point) => point[i]))];
    const across = shorten(rings.map((ring) => span(ring, 0)));
    const up = shorten(rings.map((ring) => span(ring, 1)));
    const shrink = Math.cos(features[0].bbox[1] * RAD);
    const scale = Math.min(width / (across.length * shrink), height / up.length);
    const left = (width - across.length * shrink * scale) / 2;
    const top = (height - up.length * scale) / 2;
    const x = (value) => left + value * shrink * scale;
    const y = (value) => top + (up.length - value) * scale;
    return { place: ([lon, lat]) =>
      `${x(across.place(lon)).toFixed(1)} ${y(up.place(lat)).toFixed(1)}`,
    breaks: across.breaks.map(x), levels: up.breaks.map(y) };
  }

  function pathOf(geometry, place) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map((rings) => rings.map((ring) =>
      `M${ring.map(place).join("L")}Z`).join("")).join("");
  }

  /* Of an enlarged city: its height to its width, its name, and the space between two; as map.css
     has them. */
  const HIGH = 0.84;
  const BOX = [100, 84];
  const CAPTION = 26;
  const BETWEEN = 6;

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
    /* `cities`: [{code, units}] in the official order, each whole with its counties. */
    constructor(host, collection, cities, hooks) {
      super(hooks, "inset");
      this.root = Atlas.element("div", "atlas-insets", host);
      this.cities = cities.map((city) => {
        const figure = Atlas.element("figure", "atlas-inset", this.root);
        const svg = Atlas.svg("svg", { viewBox: `0 0 ${BOX[0]} ${BOX[1]}`, role: "group" }, figure);
        return { code: city.code, svg, drawn: "", features: collection.features.filter(
          ({ properties }) => city.units.includes(properties.unit_id)),
        title: Atlas.element("figcaption", "", figure) };
      });
      this.svgs = this.cities.map((city) => city.svg);
    }

    /* A city is drawn with the places it has on the day; which they are seldom changes. */
    redraw(city) {
      const { book, state } = this.hooks;
      const mine = city.features.filter(({ properties: { unit_id: unit } }) =>
        book.status(unit, state.edition) && book.provinceOf(unit, state.edition) === city.code);
      const drawn = mine.map((feature) => feature.properties.unit_id).join();
      if (drawn === city.drawn) return;
      for (const unit of city.drawn.split(",")) this.shapes.delete(unit);
      city.drawn = drawn;
      city.svg.replaceChildren();
      if (!mine.length) return;
      const { place, breaks, levels } = projector(mine, ...BOX);
      for (const feature of mine) {
        const shape = Atlas.svg("path", { d: pathOf(feature.geometry, place),
          "vector-effect": "non-scaling-stroke" }, city.svg);
        this.bind(shape, feature.properties.unit_id);
      }
      const lines = [...breaks.map((x) => `M${x} 0V${BOX[1]}`),
        ...levels.map((y) => `M0 ${y}H${BOX[0]}`)];
      Atlas.svg("path", { d: lines.join(""), class: "atlas-break" }, city.svg);
    }

    restyle() {
      for (const city of this.cities) this.redraw(city);
      super.restyle();
    }

    /* How wide and high they stand in so many columns, each so wide, pixels. */
    size(columns, width) {
      const rows = Math.ceil(this.svgs.length / columns);
      const one = width * HIGH + CAPTION;
      return [columns * (width + BETWEEN) - BETWEEN, rows * (one + BETWEEN) - BETWEEN];
    }

    retitle(titleOf) {
      for (const { code, title, svg } of this.cities) {
        title.textContent = titleOf(code);
        svg.setAttribute("aria-label", titleOf(code));
      }
    }
  };

  Atlas.Tiles = class extends Patch {
    constructor(host, layout, hooks) {
      super(hooks, "tile");
      this.root = Atlas.element("div", "atlas-tiles", host);
      this.layout = layout;
      const cell = CELL;
      this.ground = new Atlas.Ground(Object.values(layout.cells).map(([column, row]) =>
        [column * cell, row * cell, (column + 1) * cell, (row + 1) * cell]));
      const { x0, y0, width, height } = this.ground;
      this.svg = Atlas.svg("svg", { role: "group", viewBox: `${x0} ${y0} ${width} ${height}` },
        this.root);
      this.svgs = [this.svg];
      this.texts = new Map();
      /* The first tile of a province also carries the province's name, above its own. */
      const at = new Map(Object.entries(layout.cells).map(([unit, cell]) => [cell.join(), unit]));
      this.firsts = new Set(Object.values(layout.titles).map((cell) => at.get(cell.join())));
      for (const [unit, [column, row]] of Object.entries(layout.cells)) {
        const shape = Atlas.svg("rect", { x: column * cell + 1, y: row * cell + 1,
          width: cell - 2, height: cell - 2, rx: 3 }, this.svg);
        this.bind(shape, unit);
        const titled = this.firsts.has(unit);
        const text = Atlas.svg("text", { x: column * cell + cell / 2,
          y: row * cell + cell * (titled ? 0.63 : 0.5), class: "atlas-tile-text" }, this.svg);
        this.texts.set(unit, text);
      }
      this.lines = Atlas.svg("path", { class: "atlas-tile-lines", d: "" }, this.svg);
      this.titles = Object.entries(layout.titles).map(([code, [column, row]]) => [code,
        at.get([column, row].join()), Atlas.svg("text", { x: column * cell + 3.5,
          y: row * cell + 2, class: "atlas-tile-title" }, this.svg)]);
    }

    /* Lines between tiles of different provinces, and around each. */
    outlines() {
      const { cells } = this.layout;
      const owner = new Map(Object.entries(cells).map(([unit, cell]) =>
        [cell.join(), this.hooks.provinceCode(unit)]));
      const parts = [];
      for (const [column, row] of Object.values(cells)) {
        const [x, y, mine] = [column * CELL, row * CELL, owner.get([column, row].join())];
        const edges = [[column + 1, row, `M${x + CELL} ${y}v${CELL}`],
          [column - 1, row, `M${x} ${y}v${CELL}`], [column, row + 1, `M${x} ${y + CELL}h${CELL}`],
          [column, row - 1, `M${x} ${y}h${CELL}`]];
        for (const [c, r, line] of edges) {
          if (owner.get([c, r].join()) !== mine) parts.push(line);
        }
      }
      this.lines.setAttribute("d", parts.join(""));
      this.svg.appendChild(this.lines);
    }

    /* Each line of a name apart, no letter smaller than it must be. */
    write(text, name, room) {
      const rows = name.split("\n");
      const longest = Math.max(...rows.map((row) => row.length));
      const wide = /[a-z]/i.test(name) ? LETTER : 1;
      const size = Math.min(10, FULL / wide / longest, FULL * room / LEADING / rows.length);
      const [x, y] = ["x", "y"].map((way) => Number(text.getAttribute(way)));
      text.setAttribute("font-size", size.toFixed(2));
      text.replaceChildren(...rows.map((row, i) => {
        const line = Atlas.svg("tspan", { x,
          y: y + (i - (rows.length - 1) / 2) * size * LEADING });
        line.textContent = row;
        return line;
      }));
    }

    /* Stand where the arrangement of the frame found room. */
    place({ scale, left, top }) {
      Object.assign(this.svg.style, { left: `${left}px`, top: `${top}px`,
        width: `${this.ground.width * scale}px`, height: `${this.ground.height * scale}px` });
      /* Tiles of a phone are too small for names: their provinces carry theirs, in letters to read,
         and a place says its own when it is touched. */
      this.root.classList.toggle("atlas-tiny", scale * CELL < READABLE);
      this.svg.style.setProperty("--title", `${scale * CELL < READABLE ? (11 / scale).toFixed(1) : 7}px`);
    }

    restyle() {
      super.restyle();
      for (const [unit, text] of this.texts) {
        const look = this.hooks.lookOf(unit);
        text.style.display = look === null ? "none" : "";
        if (look === null) continue;
        this.write(text, look.short, this.firsts.has(unit) ? UNDER_TITLE : 1);
        text.classList.toggle("atlas-tile-chosen", look.selected);
        const ink = this.hooks.ink().classes[look.name];
        text.setAttribute("fill", ink.text);
        text.setAttribute("stroke", ink.fill); /* a halo, so that hatches do not cross the name */
        text.classList.toggle("atlas-quiet", look.dimmed);
        this.svg.appendChild(text);
      }
      this.outlines();
      for (const [code, unit, title] of this.titles) {
        const look = this.hooks.lookOf(unit);
        title.textContent = look === null ? "" : this.hooks.provinceTitle(code);
        if (look !== null) {
          const ink = this.hooks.ink().classes[look.name];
          title.setAttribute("fill", ink.text);
          title.setAttribute("stroke", ink.fill);
          title.classList.toggle("atlas-quiet", look.dimmed);
        }
        this.svg.appendChild(title);
      }
    }
  };
})();
