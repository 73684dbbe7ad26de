/* What part of the country is shown: home, a province, the limits of moving about. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const DEEPEST = 12.5;
  const EDGE = 8;
  const CLOSE = 0.9; /* steps of zoom beyond home from which places carry their names */

  const flat = (lon, lat) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);

  /* A box around each part of each place, on the plane of zoom 0. */
  function partBoxes(collection) {
    const boxes = [];
    for (const { geometry } of collection.features) {
      const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const [ring] of parts) {
        const lons = ring.map((point) => point[0]);
        const lats = ring.map((point) => point[1]);
        const low = flat(Math.min(...lons), Math.max(...lats));
        const high = flat(Math.max(...lons), Math.min(...lats));
        boxes.push([low.x, low.y, high.x, high.y]);
      }
    }
    return boxes;
  }

  /* The names of the far islands are as much to be seen as the islands. */
  function islandBoxes(labels) {
    return labels.filter((label) => label.kind === "island").map(({ lat, lon }) => {
      const low = flat(lon - 0.26, lat + 0.07);
      const high = flat(lon + 0.26, lat - 0.07);
      return [low.x, low.y, high.x, high.y];
    });
  }

  const MOST_WAITING = 6;

  Atlas.View = class {
    constructor(map, collection, labels) {
      this.map = map;
      this.ground = new Atlas.Ground([...partBoxes(collection), ...islandBoxes(labels)]);
      this.aim = null; /* what an address asked for, until the reader moves */
      this.moved = false; /* whether the reader has moved it since it was last set */
      this.setting = false;
      this.zooming = this.homeward = false;
      this.waiting = []; /* steps of the zoom that were asked for while another was made */
      map.options.maxBoundsViscosity = 1;
      map.on("dragstart zoomstart", () => {
        if (this.setting) return;
        this.moved = true;
        this.aim = null;
      });
      /* A zoom that is under way ends where it was going, whatever is set meanwhile: the way home
         waits for its end. */
      map.on("zoomanim", () => { this.zooming = true; });
      map.on("zoomend", () => {
        this.zooming = false;
        const next = this.homeward ? () => this.goHome() : this.waiting.shift();
        this.homeward = false;
        if (next) next();
      });
      /* Leaflet forgets a step asked for while another is under way: it is made afterwards. */
      const steps = { zoomIn: () => map.getZoom() < map.getMaxZoom(),
        zoomOut: () => map.getZoom() > map.getMinZoom() };
      for (const [step, possible] of Object.entries(steps)) {
        const make = map[step].bind(map);
        map[step] = (...given) => {
          if (this.zooming) {
            if (this.waiting.length < MOST_WAITING) this.waiting.push(() => map[step](...given));
            return map;
          }
          const [before, moves] = [map.getZoom(), possible()];
          make(...given);
          this.zooming = moves && map.getZoom() === before; /* it begins with the next frame */
          return map;
        };
      }
      /* Wherever a move ends, it ends within the limits; all the way out there is one view. */
      map.on("moveend", () => {
        if (this.setting || !this.home) return;
        if (this.atHome()) this.goHome();
        else map.panInsideBounds(this.bounds, { animate: false });
      });
    }

    /* Set a view without counting as the reader's own move. A reset, as Leaflet would otherwise
       pan by whole pixels only and end beside it. */
    set(centre, zoom) {
      this.setting = true;
      this.map.setView(centre, zoom, { animate: false, reset: true });
      this.setting = false;
    }

    /* Take the place found for the whole country; nobody gets out of it. */
    limit(found) {
      const { map, ground } = this;
      const size = map.getSize();
      const zoom = Math.log2(found.scale);
      const centre = map.unproject([(ground.x0 + (size.x / 2 - found.left) / found.scale) *
        found.scale, (ground.y0 + (size.y / 2 - found.top) / found.scale) * found.scale], zoom);
      this.home = { zoom, centre };
      const half = size.divideBy(2);
      const middle = map.project(centre, zoom);
      const bounds = L.latLngBounds(map.unproject(middle.subtract(half), zoom),
        map.unproject(middle.add(half), zoom));
      map.options.minZoom = zoom;
      map.options.maxZoom = DEEPEST;
      this.bounds = bounds;
    }

    /* Keep what the reader looks at, within the limits. */
    hold() {
      const { map } = this;
      map.options.maxBounds = null; /* a frame that still grows must not push it aside */
      const { centre, zoom } = this.aim || { centre: map.getCenter(), zoom: map.getZoom() };
      this.set(centre, Math.max(zoom, this.home.zoom));
      map.options.maxBounds = this.bounds;
      this.moved = true;
    }

    goHome() {
      this.waiting = [];
      this.homeward = this.zooming;
      if (this.homeward) return;
      this.aim = null;
      this.map.options.maxBounds = null;
      this.set(this.home.centre, this.home.zoom);
      this.map.options.maxBounds = this.bounds;
      this.moved = false;
    }

    /* Show boxes [west, south, east, north] in the room that the legend leaves. */
    show(boxes, left, floor) {
      this.aim = null;
      const { map } = this;
      const size = map.getSize();
      const low = flat(Math.min(...boxes.map((box) => box[0])),
        Math.max(...boxes.map((box) => box[3])));
      const high = flat(Math.max(...boxes.map((box) => box[2])),
        Math.min(...boxes.map((box) => box[1])));
      const [wide, tall] = [size.x - left - 3 * EDGE, size.y - floor - 3 * EDGE];
      const scale = Math.min(wide / (high.x - low.x), tall / (high.y - low.y));
      const zoom = Math.max(this.home.zoom, Math.min(DEEPEST, Math.log2(scale)));
      const real = 2 ** zoom;
      const x = (low.x + high.x) / 2 * real + size.x / 2 - (left + EDGE + wide / 2);
      const y = (low.y + high.y) / 2 * real + size.y / 2 - (EDGE + tall / 2);
      map.options.maxBounds = null;
      this.set(map.unproject([x, y], zoom), zoom);
      map.options.maxBounds = this.bounds;
      this.moved = false;
    }

    /* Whether a box of pixels on the screen covers land. */
    covers(box) {
      const { map, ground } = this;
      const scale = 2 ** map.getZoom();
      const corner = map.latLngToContainerPoint(L.CRS.EPSG3857.pointToLatLng(
        L.point(ground.x0, ground.y0), 0));
      return ground.under(box, scale, corner.x, corner.y);
    }

    /* Look at what an address says, within the limits. */
    lookAt([lat, lon, zoom]) {
      if (![lat, lon, zoom].every(Number.isFinite) || !this.bounds.contains([lat, lon])) return;
      this.aim = { centre: [lat, lon], zoom: Math.min(DEEPEST, zoom) };
      this.hold();
    }

    /* Where the reader looks, for an address; empty where that is what anybody sees. */
    aimed() {
      if (!this.moved || this.atHome()) return "";
      const { lat, lng } = this.map.getCenter();
      return `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom().toFixed(2)}`;
    }

    close() {
      return Boolean(this.home) && this.map.getZoom() > this.home.zoom + CLOSE;
    }

    atHome() {
      return Boolean(this.home) && Math.abs(this.map.getZoom() - this.home.zoom) < 0.01;
    }
  };
})();
