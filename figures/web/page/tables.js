/* Tables of the page: a press on a column's head sorts the rows where they stand, and the address
   keeps the order; a link in a row chooses what it names without loading the page anew. What stands
   behind the # of an address is the browser's own: the server is never asked about it. */
(function () {
  "use strict";
  const KINDS = ["at", "sort"]; /* what the map and the tables keep behind the # */
  const kept = () => new URLSearchParams(location.hash.slice(1));
  const own = () => KINDS.some((kind) => kept().has(kind));
  const keep = (kind, value) => {
    const all = kept();
    if (value) all.set(kind, value);
    else all.delete(kind);
    const text = all.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    history.replaceState(history.state, "", location.pathname + location.search +
      (text ? `#${text}` : ""));
  };
  /* A map in its frame asks what is kept of it, and says what it shows. */
  const LONGEST = 40;
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== location.origin || !data || data.atlas !== "view") return;
    if (typeof data.at === "string" && data.at.length < LONGEST) keep("at", data.at);
    else source.postMessage({ atlas: "kept", at: kept().get("at") || "" }, origin);
  });
  /* The framework writes its addresses without what stands behind the #. */
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (state, title, address) => {
      const next = address && new URL(address, location.href);
      const same = next && next.pathname === location.pathname && !next.hash && own() &&
        next.search !== location.search;
      plain(state, title, same ? address + location.hash : address);
    };
  }
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
  };
  const compare = (one, other) => {
    const [a, b] = [Number(one), Number(other)];
    return Number.isNaN(a) || Number.isNaN(b) ?
      one.localeCompare(other, document.documentElement.lang) : a - b;
  };
  /* Rows without a value stand last, whichever way the others go. */
  const sort = (table, column, down) => {
    const [body] = table.tBodies;
    const rows = [...body.rows];
    const gone = (row) => valueOf(row, column) === "";
    rows.sort((one, other) => gone(one) - gone(other) ||
      (down ? -1 : 1) * compare(valueOf(one, column), valueOf(other, column)));
    body.append(...rows);
    [...table.tHead.rows[0].cells].forEach((cell, at) => {
      if (at === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  };
  const asked = (table) => {
    const [name, key, way] = (kept().get("sort") || "").split(":");
    if (name !== table.dataset.sorted) return;
    const head = [...table.tHead.rows[0].cells].findIndex((cell) => cell.dataset.key === key);
    if (head >= 0) sort(table, head, way === "down");
  };
  const again = (changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches("table[data-sorted]")) asked(node);
        else node.querySelectorAll("table[data-sorted]").forEach(asked);
      }
    }
  };
  new MutationObserver(again).observe(document.documentElement, { subtree: true, childList: true });
  /* A press of the keyboard stays where it was, though the part is drawn anew. */
  const stay = (id) => {
    let left = 40;
    const timer = setInterval(() => {
      const link = document.activeElement === document.body &&
        document.querySelector(`[data-choose="${CSS.escape(id)}"]`);
      if (link) link.focus({ preventScroll: true });
      if (!--left) clearInterval(timer);
    }, 100);
  };
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const head = target && target.closest("table[data-sorted] thead button");
    if (head) {
      const cell = head.closest("th");
      const table = head.closest("table");
      const before = cell.getAttribute("aria-sort");
      const down = before ? before === "ascending" : cell.classList.contains("figures");
      sort(table, cell.cellIndex, down);
      keep("sort", `${table.dataset.sorted}:${cell.dataset.key}:${down ? "down" : "up"}`);
      return;
    }
    const link = target && target.closest("a[data-choose]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.detail) stay(link.dataset.choose);
    history.pushState({}, "", location.pathname + link.getAttribute("href"));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
})();
