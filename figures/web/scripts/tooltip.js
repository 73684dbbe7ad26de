/* What the map says of a place that is pointed at. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* Text set as text: a place name is never read as markup. */
  Atlas.tooltip = function (facts) {
    const box = document.createElement("div");
    Atlas.element("strong", "", box, facts.title);
    for (const line of facts.lines) Atlas.element("div", "", box, line);
    return box;
  };

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
    const status = Atlas.layers.status.of(book, unit, state);
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
    return Atlas.tooltip({ title: book.label(unit, state.edition, state.lang), lines });
  };
})();
