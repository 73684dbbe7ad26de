/* Names on the map: provinces on the whole country, places when it is closer, the chosen place
   always. A name stands where it has room and covers no other; the sea's names give way to all. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const FONT = '"Learning City Sans", "Noto Sans KR", "Malgun Gothic", sans-serif';
  const LINE = 15;
  const SIZES = { province: 13, small: 11, place: 12, chosen: 13, sea: 13, island: 11 };
  const STYLES = { place: "400", sea: "italic 400", island: "400" };
  const NARROW = 560;
  const FEW = 10; /* members of a province that its name may stand on, the nearest to its middle */
  const ISLAND_LEFT = 40; /* how far the islands' names are drawn to the left on a phone, map.css */

  const pen = document.createElement("canvas").getContext("2d");
  function widthOf(text, kind) {
    pen.font = `${STYLES[kind] || "700"} ${SIZES[kind]}px ${FONT}`;
    return pen.measureText(text).width;
  }

  const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] &&
    other[1] < one[3];

  Atlas.Names = class {
    constructor(map, hooks) {
      this.map = map;
      this.hooks = hooks;
      const pane = map.createPane("names");
      pane.setAttribute("aria-hidden", "true");
      this.svg = Atlas.svg("svg", { class: "atlas-names", width: 1, height: 1 }, pane);
      map.on("zoomstart", () => this.svg.classList.add("atlas-away"));
      map.on("moveend zoomend", () => this.draw());
    }

    draw() {
      this.svg.classList.remove("atlas-away");
      const { state } = this.hooks;
      if (!state || !this.hooks.view.home) return;
      const size = this.map.getSize();
      const narrow = size.x < NARROW;
      const seas = this.seas(narrow);
      const taken = seas.filter((one) => one.kind === "island").map((one) => one.box);
      const wanted = this.chosen();
      if (this.hooks.view.close()) wanted.push(...this.places());
      else wanted.push(...this.provinces(narrow));
      const marks = [];
      for (const one of wanted) {
        const half = widthOf(one.text, one.size || one.kind) / 2 + 2;
        const spot = one.spots.find(([x, y]) => {
          const box = [x - half, y - LINE / 2, x + half, y + LINE / 2];
          const free = box[0] >= 0 && box[2] <= size.x && y >= 0 && y <= size.y &&
            !taken.some((other) => meet(box, other));
          if (free) taken.push(box);
          return free;
        });
        if (spot) marks.push([one, spot]);
      }
      this.svg.replaceChildren(...marks.map(([one, [x, y]]) => {
        const at = this.map.containerPointToLayerPoint([x, y]);
        const text = Atlas.svg("text", { x: at.x.toFixed(1), y: at.y.toFixed(1),
          class: `atlas-name atlas-name-${one.size || one.kind}`, "data-named": one.key });
        text.textContent = one.text;
        return text;
      }));
      for (const { element, box, kind } of seas) {
        const over = kind !== "island" &&
          (this.hooks.view.covers(box) || taken.some((other) => meet(box, other)));
        element.classList.toggle("atlas-away", over);
      }
    }

    /* The names of seas and far islands with their boxes; they stand where they stand. */
    seas(narrow) {
      return this.hooks.labels.map(([label, marker]) => {
        const at = this.map.latLngToContainerPoint(marker.getLatLng());
        const left = at.x - (narrow && label.kind === "island" ? ISLAND_LEFT : 0);
        const element = marker.getElement();
        const wide = widthOf(element.textContent, label.kind);
        return { kind: label.kind, element, box: [left, at.y, left + wide, at.y + LINE] };
      });
    }

    point(unit) {
      const centre = this.hooks.shapes.centres.get(unit);
      return centre && this.map.latLngToContainerPoint([centre[1], centre[0]]);
    }

    nameOf(unit) {
      const { book, state } = this.hooks;
      const named = book.named(unit, this.hooks.date());
      if (named.kind === "special_city") return this.hooks.provinceTitle(named.province);
      return state.lang === "ko" ? named.ko : named.en;
    }

    chosen() {
      const { state, book } = this.hooks;
      if (!state.place || !book.status(state.place, state.edition)) return [];
      const at = this.point(state.place);
      if (!at) return [];
      return [{ key: state.place, kind: "chosen", text: this.nameOf(state.place),
        spots: [[at.x, at.y]] }];
    }

    /* Larger places first; a name wider or higher than its place has no room. */
    places() {
      const { state, shapes } = this.hooks;
      const found = [];
      for (const unit of this.hooks.units()) {
        const box = shapes.boxes.get(unit);
        const at = this.point(unit);
        const look = this.hooks.lookOf(unit);
        if (!box || !at || unit === state.place || !look || look.dimmed) continue;
        const low = this.map.latLngToContainerPoint([box[3], box[0]]);
        const high = this.map.latLngToContainerPoint([box[1], box[2]]);
        const text = this.nameOf(unit);
        if (widthOf(text, "place") > (high.x - low.x) * 0.96 || high.y - low.y < LINE) continue;
        found.push({ key: unit, kind: "place", text, spots: [[at.x, at.y], [at.x, at.y + 8],
          [at.x, at.y - 8]], room: (high.x - low.x) * (high.y - low.y) });
      }
      return found.sort((one, other) => other.room - one.room);
    }

    /* A province's name stands on that of its places which is nearest to its middle; where that
       is taken, on one of the next: a far island says nothing of where a province is. On a phone
       not all have room: those of most places come first. */
    provinces(narrow) {
      const { book, state, shapes } = this.hooks;
      const groups = new Map();
      for (const unit of this.hooks.units()) {
        const box = shapes.boxes.get(unit);
        const at = this.point(unit);
        if (!box || !at) continue;
        const code = book.provinceOf(unit, state.edition);
        if (state.province && state.province !== code) continue;
        if (!groups.has(code)) groups.set(code, []);
        groups.get(code).push(at);
      }
      /* The median, since far islands would draw a mean out to sea. */
      const middle = (members, way) => members.map((at) => at[way])
        .sort((one, other) => one - other)[members.length >> 1];
      const found = [...groups].map(([code, members]) => {
        const [x, y] = [middle(members, "x"), middle(members, "y")];
        const off = (at) => Math.hypot(at.x - x, at.y - y);
        const spots = [...members].sort((one, other) => off(one) - off(other)).slice(0, FEW)
          .map((at) => [at.x, at.y]);
        return { key: `province-${code}`, kind: "province", size: narrow ? "small" : "province",
          text: this.hooks.provinceTitle(code), spots, room: narrow ? members.length : 0 };
      });
      return found.sort((one, other) => other.room - one.room || (one.key < other.key ? -1 : 1));
    }
  };
})();
