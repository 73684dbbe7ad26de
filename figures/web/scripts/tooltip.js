/* What the map says of a place that is pointed at. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  const AWAY = 10; /* between a place and what is said of it, pixels */
  const EDGE = 4;
  const [WIDE, HIGH] = [132, 30]; /* of the small trend */

  /* Beside the place, never over it: right of it, left, below or above, where there is room. */
  Atlas.Tip = class {
    constructor(host, said) {
      this.host = host;
      this.said = said;
      this.root = Atlas.element("div", "leaflet-tooltip atlas-tooltip atlas-floating", host);
      this.root.setAttribute("role", "status");
    }

    show(unit, element) {
      if (unit === this.unit) return;
      this.unit = unit;
      this.root.style.display = unit ? "block" : "none";
      if (!unit) return;
      this.root.replaceChildren(this.said(unit));
      const frame = this.host.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      const [width, height] = [this.root.offsetWidth, this.root.offsetHeight];
      const spots = [
        [box.right + AWAY, (box.top + box.bottom - height) / 2],
        [box.left - AWAY - width, (box.top + box.bottom - height) / 2],
        [(box.left + box.right - width) / 2, box.bottom + AWAY],
        [(box.left + box.right - width) / 2, box.top - AWAY - height],
      ].map(([x, y]) => [x - frame.left, y - frame.top]);
      const most = [frame.width - width - EDGE, frame.height - height - EDGE];
      const fits = ([x, y], i) => (i < 2 ? x >= EDGE && x <= most[0] : y >= EDGE && y <= most[1]);
      const [x, y] = spots.find(fits) || [most[0], EDGE];
      this.root.style.left = `${Math.max(EDGE, Math.min(most[0], x))}px`;
      this.root.style.top = `${Math.max(EDGE, Math.min(most[1], y))}px`;
    }
  };

  /* Text set as text: a place name is never read as markup. */
  Atlas.tooltip = function (facts) {
    const box = document.createElement("div");
    Atlas.element("strong", "", box, facts.title);
    for (const line of facts.lines) Atlas.element("div", "", box, line);
    if (facts.trend) box.appendChild(facts.trend);
    return box;
  };

  /* The province's share over all editions; years that leave it open are left out of the line. */
  function trend({ book, state }, code) {
    const shares = book.raw.editions.map(({ edition }) => {
      const count = book.provinceCount(code, edition, state.rule);
      return count && count[2] && count[0] === count[1] ? count[0] / count[2] : null;
    });
    const last = shares.length - 1;
    const at = (share, i) => [(4 + i / last * (WIDE - 8)).toFixed(1),
      (HIGH - 4 - Math.min(1, share) * (HIGH - 8)).toFixed(1)];
    const points = shares.map((share, i) => (share === null ? null : at(share, i)));
    if (points.filter(Boolean).length < 2) return null;
    const svg = Atlas.svg("svg", { class: "atlas-trend", width: WIDE, height: HIGH,
      "aria-hidden": "true" });
    Atlas.svg("path", { class: "atlas-trend-ground", d: `M4 ${HIGH - 4}H${WIDE - 4}` }, svg);
    Atlas.svg("polyline", { points: points.filter(Boolean).map((one) => one.join()).join(" ") },
      svg);
    const now = points[book.editionIndex.get(state.edition)];
    if (now) Atlas.svg("circle", { cx: now[0], cy: now[1], r: 3.2 }, svg);
    const years = [book.raw.editions[0].edition, book.raw.editions[last].edition];
    const box = document.createElement("div");
    box.className = "atlas-trend-box";
    box.append(Atlas.element("span", "", null, years[0]), svg,
      Atlas.element("span", "", null, years[1]));
    return box;
  }

  /* "경북 13 / 23 · 56.5%"; without a base the count alone and that no rate applies. */
  function provinceLine({ book, state, words }, code, title) {
    const [low, high, of] = book.provinceCount(code, state.edition, state.rule);
    const designated = low === high ? String(low) : `${low}–${high}`;
    const share = of ? book.raw.percents[`${low}-${high}/${of}`] : words["map.no_rate"];
    return `${title} ${designated}${of ? ` / ${of}` : ""} · ${share}`;
  }

  /* Name, status, since when, what the layer says, and the province's counts. */
  Atlas.tooltipOf = function (component, unit) {
    const { book, state, words } = component;
    if (book.status(unit, state.edition) === null) return Atlas.tooltip({ title: "", lines: [] });
    const status = book.classOf(unit, "status", state);
    const lines = [words[`map.class.${status}`]];
    const since = book.since(unit, state.edition);
    if (since && ["designated", "new", "outside", "weak"].includes(status)) {
      lines.push(words["map.since"].replace("{years}",
        since[0] === since[1] ? since[0] : `${since[0]}–${since[1]}`));
    }
    const shown = Atlas.classOf(book, unit, state);
    if (shown !== status && state.layer !== "status" && state.layer !== "new") {
      lines.push(Atlas.className(words, shown, state));
    }
    lines.push(...book.lateLines(unit, state));
    const code = book.provinceOf(unit, state.edition);
    lines.push(provinceLine(component, code, component.provinceTitle(code)));
    return Atlas.tooltip({ title: book.label(unit, state.edition, state.lang), lines,
      trend: trend(component, code) });
  };
})();
