/* Which class a place falls into on a layer, and the legend: looked up, worked out in Python. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.classOf = (book, unit, state) => book.classOf(unit, state.layer, state);

  /* A class in words; some name the year of the edition shown or the one after. */
  Atlas.className = (words, name, state) => words[`map.class.${name}`]
    .replace("{year}", state.edition).replace("{next}", Number(state.edition) + 1);

  /* Legend rows, empty classes dropped: [{name, count}] in the layer's order. */
  Atlas.legend = function (book, units, state) {
    const counts = new Map();
    for (const unit of units) {
      const name = Atlas.classOf(book, unit, state);
      if (name !== null) counts.set(name, (counts.get(name) || 0) + 1);
    }
    return book.layer(state.layer).order.filter((name) => counts.has(name))
      .map((name) => ({ name, count: counts.get(name) }));
  };
})();
