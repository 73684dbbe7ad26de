/* Moving about the map: buttons, Ctrl with the wheel, two fingers. The wheel alone and one finger
   belong to the page the map stands on. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const TOLD_MS = 1300;
  const SIGNS = {
    home: "M3 9.2L9 4l6 5.2M5 8v6.5h8V8",
    full: "M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4",
    leave: "M7 3v4H3M15 7h-4V3M11 15v-4h4M3 11h4v4",
  };

  function sign(name) {
    const svg = Atlas.svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18",
      "aria-hidden": "true" });
    Atlas.svg("path", { d: SIGNS[name], fill: "none", stroke: "currentColor",
      "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-linecap": "round" }, svg);
    return svg;
  }

  Atlas.Controls = class {
    constructor(map, view, home) {
      this.map = map;
      this.view = view;
      this.host = map.getContainer();
      map.zoomControl.setPosition("topright"); /* which makes it anew */
      this.root = map.zoomControl.getContainer();
      this.near = this.root.querySelector(".leaflet-control-zoom-in");
      this.far = this.root.querySelector(".leaflet-control-zoom-out");
      this.home = this.button("home", home);
      if (document.fullscreenEnabled) this.full = this.button("full", () => this.fill());
      document.addEventListener("fullscreenchange", () => this.relabel(this.words));
      this.told = Atlas.element("p", "atlas-told", this.host);
      this.told.setAttribute("aria-hidden", "true");
      this.wheel();
      this.fingers();
      this.host.addEventListener("keydown", (event) => this.key(event));
    }

    button(name, act) {
      const button = Atlas.element("a", `atlas-${name}`, this.root);
      button.setAttribute("role", "button");
      button.href = "#";
      button.appendChild(sign(name));
      L.DomEvent.disableClickPropagation(button);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.stop(event);
        act();
      });
      button.addEventListener("keydown", (event) => {
        if (event.key !== " ") return; /* a button answers the space bar too */
        event.preventDefault();
        act();
      });
      return button;
    }

    relabel(words) {
      this.words = words;
      if (!words) return;
      const name = (element, key) => {
        element.title = words[key];
        element.setAttribute("aria-label", words[key]);
      };
      name(this.near, "map.zoom.in");
      name(this.far, "map.zoom.out");
      name(this.home, "map.zoom.home");
      if (this.full) {
        const inside = Boolean(document.fullscreenElement);
        name(this.full, inside ? "map.full.leave" : "map.full");
        this.full.replaceChildren(sign(inside ? "leave" : "full"));
      }
    }

    fill() {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey ||
        event.target.tagName === "INPUT") return;
      const acts = { "+": () => this.map.zoomIn(), "=": () => this.map.zoomIn(),
        "-": () => this.map.zoomOut(), 0: () => this.home.click() };
      if (!acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    }

    wheel() {
      this.host.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey && !document.fullscreenElement) {
          this.tell("map.wheel");
          return;
        }
        event.preventDefault();
        this.view.moved = true;
        const lines = event.deltaMode === 1 ? 20 : 1;
        const by = Math.max(-1, Math.min(1, -event.deltaY * lines / 160));
        const at = this.map.mouseEventToContainerPoint(event);
        const zoom = Math.max(this.map.getMinZoom(),
          Math.min(this.map.getMaxZoom(), this.map.getZoom() + by));
        this.map.setZoomAround(at, zoom, { animate: false });
      }, { passive: false });
    }

    /* A mouse drags the map; one finger scrolls the page, two move and zoom the map. */
    fingers() {
      const { map, host } = this;
      host.addEventListener("pointerdown", (event) => {
        if (event.pointerType === "mouse") map.dragging.enable();
        else map.dragging.disable();
      }, true);
      let start = null;
      let away = false;
      const two = (event) => {
        away = event.touches.length > 1;
        start = event.touches.length === 1 ? event.touches[0] : null;
        if (away && event.cancelable) event.preventDefault();
      };
      host.addEventListener("touchstart", two, { passive: false });
      host.addEventListener("touchmove", (event) => {
        if (event.touches.length > 1) {
          this.view.moved = true;
          if (event.cancelable) event.preventDefault();
          return;
        }
        const touch = event.touches[0];
        const far = start && Math.hypot(touch.clientX - start.clientX,
          touch.clientY - start.clientY) > 24;
        if (far && !away && this.view.close()) this.tell("map.fingers");
      }, { passive: false });
    }

    /* Say once how the map is moved; it goes by itself. */
    tell(key) {
      if (!this.words) return;
      this.told.textContent = this.words[key];
      this.told.classList.add("atlas-telling");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.told.classList.remove("atlas-telling"), TOLD_MS);
    }
  };
})();
