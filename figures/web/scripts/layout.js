/* Where the country lies in its frame: as large as it can be without anything over any land.

   Land is kept as a grid of cells with running sums, so that asking whether a box of the legend
   or of an inset covers some of it costs nothing, and every arrangement can be tried. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const CELLS = 160;
  const CLEAR = 6; /* pixels between land and what stands beside it */
  const STEPS = 16;

  /* Boxes [x0, y0, x1, y1] of one plane, y down. */
  Atlas.Ground = class {
    constructor(boxes) {
      this.x0 = Math.min(...boxes.map((box) => box[0]));
      this.y0 = Math.min(...boxes.map((box) => box[1]));
      this.x1 = Math.max(...boxes.map((box) => box[2]));
      this.y1 = Math.max(...boxes.map((box) => box[3]));
      this.width = this.x1 - this.x0;
      this.height = this.y1 - this.y0;
      const covered = new Uint8Array(CELLS * CELLS);
      for (const [x0, y0, x1, y1] of boxes) {
        const [left, top] = this.cell(x0, y0);
        const [right, bottom] = this.cell(x1, y1);
        for (let row = top; row <= bottom; row++) {
          covered.fill(1, row * CELLS + left, row * CELLS + right + 1);
        }
      }
      this.sums = new Int32Array((CELLS + 1) * (CELLS + 1));
      for (let row = 0; row < CELLS; row++) {
        for (let column = 0; column < CELLS; column++) {
          const at = (row + 1) * (CELLS + 1) + column + 1;
          this.sums[at] = this.sums[at - 1] + this.sums[at - CELLS - 1] -
            this.sums[at - CELLS - 2] + covered[row * CELLS + column];
        }
      }
    }

    cell(x, y) {
      const within = (share) => Math.max(0, Math.min(CELLS - 1, Math.floor(share * CELLS)));
      return [within((x - this.x0) / this.width), within((y - this.y0) / this.height)];
    }

    /* Whether a box of pixels covers land, the ground drawn at a scale from a corner. */
    under([x0, y0, x1, y1], scale, left, top) {
      const share = (pixel, from, size) => (pixel - from) / (size * scale);
      const a = share(x0 - CLEAR, left, this.width);
      const b = share(y0 - CLEAR, top, this.height);
      const c = share(x1 + CLEAR, left, this.width);
      const d = share(y1 + CLEAR, top, this.height);
      if (a >= 1 || b >= 1 || c <= 0 || d <= 0) return false;
      const low = (part) => Math.max(0, Math.floor(part * CELLS));
      const high = (part) => Math.min(CELLS, Math.ceil(part * CELLS));
      const at = (column, row) => this.sums[row * (CELLS + 1) + column];
      return at(high(c), high(d)) - at(low(a), high(d)) - at(high(c), low(b)) +
        at(low(a), low(b)) > 0;
    }

    /* The largest scale, and the corner, at which no box covers land; null when none is left.
       `room` is [x0, y0, x1, y1]. */
    place(room, boxes) {
      const width = room[2] - room[0];
      const height = room[3] - room[1];
      const most = Math.min(width / this.width, height / this.height);
      if (!(most > 0)) return null;
      const spot = (scale) => {
        const spareX = width - this.width * scale;
        const spareY = height - this.height * scale;
        /* From the middle outwards, so that the country stands in the middle where it can. */
        for (const down of [0.5, 0.25, 0.75, 0, 1]) {
          for (const across of [0.5, 0.4, 0.6, 0.25, 0.75, 0.12, 0.88, 0, 1]) {
            const left = room[0] + spareX * across;
            const top = room[1] + spareY * down;
            if (!boxes.some((box) => this.under(box, scale, left, top))) return [left, top];
          }
        }
        return null;
      };
      for (let step = 0; step < STEPS * 4; step++) {
        const scale = most * (1 - step / (STEPS * 5));
        const found = spot(scale);
        if (found) return { scale, left: found[0], top: found[1] };
      }
      return null;
    }
  };

  /* Try every arrangement, keep the one that shows the ground largest; earlier ones win ties. */
  Atlas.arrange = function (ground, arrangements) {
    let best = null;
    for (const one of arrangements) {
      const found = ground.place(one.room, one.boxes);
      if (found && (!best || found.scale * one.worth > best.scale * best.worth * 1.001)) {
        best = Object.assign({}, one, found);
      }
    }
    return best;
  };
})();
