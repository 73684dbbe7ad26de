/* What stands where in the frame: the country, the legend and the enlarged cities find room so that
   nothing covers any land. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const EDGE = 10; /* around what stands in the frame, pixels */
  const GAP = 8;
  const NARROW = 560;
  const LEAST = 80;

  /* Columns of the enlarged cities and the width of each, the best first. */
  const INSETS = [[2, 112], [3, 112], [4, 104], [2, 92], [3, 88], [7, 92], [7, 76]];

  Atlas.Room = class {
    constructor(component) {
      this.component = component;
      this.done = "";
    }

    forget() {
      this.done = "";
    }

    compose() {
      const { map, state, view } = this.component;
      const size = map.getSize();
      if (!state || size.x < LEAST || size.y < LEAST) return;
      const tiled = state.view === "tiles";
      if (tiled) this.component.retile(this.component.date());
      const { tiles } = this.component;
      const grid = tiled ? [tiles.layout.columns, tiles.layout.rows] : [];
      const asked = [size.x, size.y, state.layer, state.lang, state.view, ...grid].join();
      if (asked === this.done) return;
      this.done = asked;
      const ways = this.ways(size);
      const found = Atlas.arrange(view.ground, ways) ||
        { ...ways[ways.length - 1], scale: size.x / view.ground.width / 2, left: 0, top: 0 };
      view.limit(found);
      const laid = tiled ? Atlas.arrange(tiles.ground, ways.filter((way) => !way.columns)) : null;
      this.apply(laid || found);
      if (laid) tiles.place(laid);
      if (view.moved) view.hold();
      else this.component.frame();
    }

    /* Every way to arrange what stands in the frame, with the boxes that each takes. */
    ways(size) {
      const { component } = this;
      const { host, legend, insets, config } = component;
      component.drawLegend(this.everyClass());
      const fixed = this.fixed(size);
      const low = component.player ? component.player.root.offsetHeight + GAP : 0;
      const shapes = !insets || size.x < NARROW ? [] : INSETS;
      const ways = [];
      for (const strip of [false, true]) {
        if (!strip && (size.x < NARROW || config.parts.includes("strip"))) continue;
        host.classList.toggle("atlas-strip", strip);
        const [width, height] = [legend.root.offsetWidth, legend.root.offsetHeight];
        const bottom = size.y - EDGE - low - (strip ? height + GAP : 0);
        const room = [EDGE, EDGE, size.x - EDGE, bottom];
        const boxes = strip ? fixed : [...fixed, [0, bottom - height, EDGE + width, size.y]];
        const worth = strip ? 0.97 : 1;
        ways.push({ strip, room, boxes, columns: 0, worth: worth * (shapes.length ? 0.6 : 1) });
        for (const [columns, inset] of shapes) {
          const [across, down] = insets.size(columns, inset);
          if (across > size.x - 2 * EDGE || down > bottom - EDGE) continue;
          const box = [size.x - EDGE - across, bottom - down, size.x, size.y];
          ways.push({ strip, room, boxes: [...boxes, box], columns, inset,
            worth: worth * (0.75 + inset / 448) });
        }
      }
      component.drawLegend();
      return ways;
    }

    /* Boxes that stand in every arrangement: the buttons and the headline. */
    fixed(size) {
      const { controls, headline } = this.component;
      const boxes = [];
      const { offsetWidth: wide, offsetHeight: tall } = controls.root;
      if (tall) boxes.push([size.x - EDGE - wide, 0, size.x, EDGE + tall]);
      if (headline) {
        headline.draw(this.component.headlineText());
        boxes.push([0, 0, EDGE + headline.root.offsetWidth, EDGE + headline.root.offsetHeight]);
      }
      return boxes;
    }

    apply({ strip, columns, inset }) {
      const { host } = this.component;
      host.classList.toggle("atlas-strip", strip);
      host.classList.toggle("atlas-no-insets", !columns);
      host.style.setProperty("--columns", String(columns || 1));
      host.style.setProperty("--inset", `${inset || 0}px`);
    }

    /* The legend's longest form over all editions, so that no year moves the view. */
    everyClass() {
      const { book, state } = this.component;
      const names = new Set();
      for (const { edition } of book.raw.editions) {
        const then = Object.assign({}, state, { edition });
        const units = book.raw.units.filter((unit) => book.status(unit, edition));
        for (const { name } of Atlas.legend(book, units, then)) names.add(name);
      }
      return book.layer(state.layer).order.filter((name) => names.has(name))
        .map((name) => ({ name, count: book.raw.units.length }));
    }

    /* Pixels at the bottom that the player and a legend strip cover. */
    floor() {
      const { player, host, legend } = this.component;
      const strip = host.classList.contains("atlas-strip") ? legend.root.offsetHeight + GAP : 0;
      return (player ? player.root.offsetHeight + GAP : 0) + strip + EDGE;
    }

    /* Pixels at the left that the legend covers beside a chosen province. */
    margin() {
      const { host, legend } = this.component;
      return host.classList.contains("atlas-strip") ? EDGE : legend.root.offsetWidth + EDGE;
    }
  };
})();
