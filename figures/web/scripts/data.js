/* The atlas's data in the browser: loading, and what a place is at an edition.
   Numbers are computed in Python and only looked up here. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});

  const NAMES = { D: "designated", "-": "not_designated", L: "lapsed", U: "uncertain",
    R: "ruling_needed" };

  /* One object for one built bundle. `raw` is atlas.json, documented in docs/data-dictionary.md. */
  Atlas.Book = class {
    constructor(raw) {
      this.raw = raw;
      this.index = new Map(raw.units.map((unit, i) => [unit, i]));
      this.editionIndex = new Map(raw.editions.map((edition, i) => [edition.edition, i]));
    }

    has(edition) {
      return this.editionIndex.has(edition);
    }

    at(edition) {
      return this.raw.editions[this.editionIndex.get(edition)];
    }

    status(unit, edition) {
      const letter = this.at(edition).states[this.index.get(unit)];
      return NAMES[letter] || null; /* a blank: the place does not exist then */
    }

    /* The row of names that holds on a date; most places have one. */
    named(unit, date) {
      const rows = this.raw.names[unit];
      return rows.find((row) => row.from <= date && (!row.to || date <= row.to)) ||
        rows[rows.length - 1];
    }

    province(code, date) {
      const rows = this.raw.provinces[code];
      return rows.find((row) => row.from <= date && (!row.to || date <= row.to)) ||
        rows[rows.length - 1];
    }

    provinceOf(unit, edition) {
      return this.named(unit, this.at(edition).date).province;
    }

    label(unit, edition, lang) {
      const date = this.at(edition).date;
      const name = this.named(unit, date);
      const province = this.province(name.province, date);
      const short = lang === "ko" ? province.short_ko : province.short_en;
      if (name.kind === "special_city") return lang === "ko" ? name.ko : short;
      return `${short} ${lang === "ko" ? name.ko : name.en}`;
    }

    count(edition, rule) {
      return this.at(edition).nation[rule]; /* [at least, at most, of] */
    }

    provinceCount(code, edition, rule) {
      return (this.at(edition).provinces[code] || {})[rule] || null;
    }

    isNew(unit, edition) {
      return this.at(edition).new.includes(unit);
    }

    isMunicipality(unit, edition) {
      return this.named(unit, this.at(edition).date).municipality;
    }

    /* [first, last] possible year of the designation in force, or null. */
    since(unit, edition) {
      return this.at(edition).since[unit] || this.raw.since[unit] || null;
    }

    /* What a layer of second rank says of a place, in sentences. */
    lateLines(unit, { layer, edition, lang }) {
      const found = this.late && this.late[layer];
      if (!found) return [];
      return (found.editions[edition].lines[unit] || []).map((one) => this.late.texts[lang][one]);
    }

    weak(unit, edition) {
      return this.status(unit, edition) === "designated" && this.raw.weak.includes(unit);
    }
  };

  const cache = new Map();
  Atlas.fetchJson = function (url) {
    if (!cache.has(url)) {
      cache.set(url, fetch(url).then((response) => {
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return response.json();
      }));
    }
    return cache.get(url);
  };
})();
