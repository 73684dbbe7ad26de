/* Every place by keyboard: one tab stop, arrows go to the nearest place that way, Enter picks. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  Atlas.Keys = class {
    constructor(component) {
      this.component = component;
      this.current = component.book.raw.units[0];
      component.host.addEventListener("keydown", (event) => this.key(event), true);
      component.host.addEventListener("focusin", (event) => this.enter(event));
    }

    /* After each drawing: the tab stop is on a place that is there, in the view that is shown. */
    rearm() {
      const units = this.component.units();
      this.arm(units.includes(this.current) ? this.current : units[0]);
    }

    path(unit) {
      const tiles = this.component.state && this.component.state.view === "tiles";
      const parts = this.component;
      return tiles ? parts.tiles.shapes.get(unit) : parts.shapes.path(unit);
    }

    arm(unit) {
      const before = this.path(this.current);
      if (before) before.setAttribute("tabindex", "-1");
      this.current = unit;
      const now = this.path(unit);
      if (now) now.setAttribute("tabindex", "0");
    }

    enter(event) {
      const unit = event.target.getAttribute && event.target.getAttribute("data-unit");
      if (!unit) return;
      this.arm(unit);
      if (!event.target.matches(":focus-visible")) return; /* the mouse has its own tooltip */
      const box = event.target.getBoundingClientRect();
      this.component.hover(unit, { clientX: box.right, clientY: box.bottom });
    }

    key(event) {
      const unit = event.target.getAttribute && event.target.getAttribute("data-unit");
      if (!unit) return;
      if (event.key === "Enter" || event.key === " ") {
        this.component.pick(unit);
      } else if (event.key === "Escape") {
        this.component.hover(null);
        event.target.blur();
      } else if (WAYS[event.key]) {
        const next = this.nearest(unit, WAYS[event.key]);
        if (next) {
          this.arm(next);
          this.path(next).focus();
        }
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation(); /* Leaflet would pan the map with the same keys */
    }

    /* The nearest centre within 60 degrees of the way asked for. */
    nearest(unit, [wayX, wayY]) {
      const tiles = this.component.state.view === "tiles";
      const spot = (id) => tiles ? this.cell(id) : this.component.shapes.centres.get(id);
      const from = spot(unit);
      let best = null;
      let least = Infinity;
      for (const other of this.component.units()) {
        const to = spot(other);
        if (other === unit || !to) continue;
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        const distance = Math.hypot(dx, dy);
        const along = dx * wayX + dy * wayY;
        if (along <= distance * 0.5) continue;
        const cost = distance * (2 - along / distance);
        if (cost < least) [best, least] = [other, cost];
      }
      return best;
    }

    cell(unit) {
      const [column, row] = this.component.tiles.layout.cells[unit];
      return [column, -row];
    }
  };
})();
