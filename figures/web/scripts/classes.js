/* Which class a place falls into on a layer, and the legend: looked up, worked out in Python. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.classOf = (book, unit, state) => book.classOf(unit, state.layer, state);

  /* A class in words; some name the year of the edition shown or the one after. */
  Atlas.className = (words, name, state) => words[`map.class.${name}`]
    .replace("{year}", state.edition).replace("{next}", Number(state.edition) + 1);

  /* Legend rows, counting provinces where the layer tells of these, empty classes dropped: [{name, count}] in the layer's order. */
  Atlas.legend = function (book, units, state) {
    const members = new Map();
    const { of_provinces: byProvince } = book.layer(state.layer);
    for (const unit of units) {
      const name = Atlas.classOf(book, unit, state);
      if (name === null) continue;
      if (!members.has(name)) members.set(name, new Set());
      members.get(name).add(byProvince ? book.provinceOf(unit, state.edition) : unit);
    }
    return book.layer(state.layer).order.filter((name) => members.has(name))
      .map((name) => ({ name, count: members.get(name).size }));
  };
})();
