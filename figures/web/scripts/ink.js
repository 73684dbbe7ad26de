/* Fills, outlines and hatches of the classes; colours come from the built palette. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const SVG = "http://www.w3.org/2000/svg";

  Atlas.svg = function (name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes || {})) {
      element.setAttribute(key, value);
    }
    if (parent) parent.appendChild(element);
    return element;
  };

  Atlas.element = function (name, className, parent, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  };

  const LINES = { diagonal: "rotate(45)", back_diagonal: "rotate(-45)", horizontal: "rotate(90)",
    cross: "rotate(45)" };

  /* A hatch is a second cue beside colour: lines, a cross or dots in the outline's colour. */
  function pattern(defs, id, ink) {
    const size = 6;
    const tile = Atlas.svg("pattern", { id, width: size, height: size,
      patternUnits: "userSpaceOnUse", patternTransform: LINES[ink.hatch] || "" }, defs);
    Atlas.svg("rect", { width: size, height: size, fill: ink.fill }, tile);
    if (ink.hatch === "dots") {
      Atlas.svg("circle", { cx: 3, cy: 3, r: 1.2, fill: ink.stroke }, tile);
      return;
    }
    const d = ink.hatch === "cross" ? `M0 0H${size}M0 0V${size}` : `M0 0V${size}`;
    Atlas.svg("path", { d, stroke: ink.stroke, "stroke-width": 1.6 }, tile);
  }

  Atlas.Ink = class {
    constructor(palette, theme) {
      this.classes = palette[theme].classes;
      this.base = palette[theme].base;
      this.theme = theme;
    }

    /* Put the hatches of this theme into an SVG; `scope` keeps ids of several SVGs apart. */
    define(svg, scope) {
      let defs = svg.querySelector("defs.atlas-hatches");
      if (defs) defs.remove();
      defs = Atlas.svg("defs", { class: "atlas-hatches" });
      for (const [name, ink] of Object.entries(this.classes)) {
        if (ink.hatch) pattern(defs, `${scope}-${name}`, ink);
      }
      svg.insertBefore(defs, svg.firstChild);
    }

    style(name, scope) {
      const ink = this.classes[name];
      return {
        fillColor: ink.hatch ? `url(#${scope}-${name})` : ink.fill,
        fillOpacity: 1,
        color: ink.stroke,
        weight: ink.weight,
        dashArray: ink.dash || null,
      };
    }

    paint(element, name, scope) {
      const style = this.style(name, scope);
      element.setAttribute("fill", style.fillColor);
      element.setAttribute("stroke", style.color);
      element.setAttribute("stroke-width", style.weight);
      if (style.dashArray) element.setAttribute("stroke-dasharray", style.dashArray);
      else element.removeAttribute("stroke-dasharray");
    }

    swatch(name) {
      const svg = Atlas.svg("svg", { width: 22, height: 14, class: "atlas-swatch",
        "aria-hidden": "true", "data-class": name });
      const scope = `swatch-${this.theme}`;
      if (this.classes[name].hatch) {
        pattern(Atlas.svg("defs", {}, svg), `${scope}-${name}`, this.classes[name]);
      }
      const box = Atlas.svg("rect", { x: 1, y: 1, width: 20, height: 12, rx: 2 }, svg);
      this.paint(box, name, scope);
      return svg;
    }
  };
})();
