/* Which class a place falls into on each layer, and the legend of that layer. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  const YEARS = [[2001, 2005], [2006, 2010], [2011, 2015], [2016, 2020], [2021, 2099]];
  const AGES = [[0, 3], [4, 9], [10, 14], [15, 19], [20, 99]];
  const SHARES = [[0, 0.6], [0.6, 0.75], [0.75, 0.9], [0.9, 1], [1, 99]];
  const GAPS = [[0, 0], [1, 2], [3, 5], [6, 99]];

  const within = (bands, value, open) =>
    bands.findIndex(([low, high]) => value >= low && (open ? value < high : value <= high));

  function statusClass(book, unit, state) {
    const status = book.status(unit, state.edition);
    if (status === null) return null;
    if (status === "designated") {
      if (book.isNew(unit, state.edition)) return "new";
      if (!book.isMunicipality(unit, state.edition)) return "outside";
      if (book.weak(unit, state.edition)) return "weak";
    }
    return status;
  }

  function sinceClass(book, unit, state, bands, prefix, measure) {
    const status = statusClass(book, unit, state);
    if (status === null) return null;
    const since = book.since(unit, state.edition);
    if (!["designated", "new", "outside", "weak"].includes(status)) return status;
    if (!since || since[0] !== since[1]) return "uncertain_year";
    return prefix + within(bands, measure(since[0]), false);
  }

  /* A layer of second rank: its classes were worked out in Python, see formats.md. */
  function late(layer, order) {
    return { order, late: true,
      of(book, unit, state) {
        const { classes, editions } = book.late[layer];
        return classes[editions[state.edition].letters[book.index.get(unit)]] || null;
      } };
  }

  const LAYERS = {
    status: {
      order: ["designated", "new", "outside", "weak", "uncertain", "ruling_needed", "lapsed",
        "not_designated"],
      of: statusClass,
    },
    year: {
      order: ["year0", "year1", "year2", "year3", "year4", "uncertain_year", "uncertain",
        "ruling_needed", "lapsed", "not_designated"],
      of: (book, unit, state) => sinceClass(book, unit, state, YEARS, "year", (year) => year),
    },
    age: {
      order: ["age0", "age1", "age2", "age3", "age4", "uncertain_year", "uncertain",
        "ruling_needed", "lapsed", "not_designated"],
      of: (book, unit, state) => sinceClass(book, unit, state, AGES, "age",
        (year) => Number(state.edition) - year),
    },
    new: {
      order: ["new", "earlier", "uncertain", "ruling_needed", "lapsed", "not_designated"],
      of(book, unit, state) {
        const status = statusClass(book, unit, state);
        return ["designated", "outside", "weak"].includes(status) ? "earlier" : status;
      },
    },
    coverage: {
      order: ["share0", "share1", "share2", "share3", "share4", "share_open", "does_not_apply"],
      of(book, unit, state) {
        if (book.status(unit, state.edition) === null) return null;
        const count = book.provinceCount(book.provinceOf(unit, state.edition), state.edition,
          state.rule);
        if (!count || !count[2]) return "does_not_apply";
        if (count[0] !== count[1]) return "share_open";
        return "share" + within(SHARES, count[0] / count[2], true);
      },
    },
    gap: {
      order: ["gap0", "gap1", "gap2", "gap3", "does_not_apply"],
      of(book, unit, state) {
        if (book.status(unit, state.edition) === null) return null;
        const code = book.provinceOf(unit, state.edition);
        const count = book.provinceCount(code, state.edition, "strict");
        if (!count || !count[2]) return "does_not_apply";
        return "gap" + within(GAPS, count[2] - count[0], false);
      },
    },
    review: late("review", ["review_now", "review_next", "review_later", "review_skips",
      "review_open", "review_no_rule", "uncertain", "ruling_needed", "lapsed", "not_designated"]),
    programme: late("programme", ["fund_new", "fund_special", "fund_both", "fund_incentive",
      "fund_consortium", "fund_province", "fund_none", "fund_unknown"]),
  };

  Atlas.layers = LAYERS;
  Atlas.classOf = (book, unit, state) =>
    (LAYERS[state.layer] || LAYERS.status).of(book, unit, state);

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
    const layer = LAYERS[state.layer] || LAYERS.status;
    return layer.order.filter((name) => counts.has(name))
      .map((name) => ({ name, count: counts.get(name) }));
  };
})();
