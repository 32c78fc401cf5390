// Place: what the address says is shown, so that a link opens the same thing again.
//
//     #overview  #pairs?flag=uncredited  #pair=A~B  #article=ID  #reference=ID  #articles  #heat?row=A&column=B  #flows?story=3

/** An id as it stands in an address: `~` parts two of them. */
function encoded(id) {
  return encodeURIComponent(id).replaceAll("~", "%7E");
}

function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

function placeOfPair(pair) {
  return `#pair=${encoded(articles.key[pairs.a[pair]])}~${encoded(articles.key[pairs.b[pair]])}`;
}

function placeOfArticle(article) {
  return `#${isReference(article) ? "reference" : "article"}=${encoded(articles.key[article])}`;
}

function placeOf(view, options = {}) {
  const given = Object.entries(options).filter(
    ([, value]) => value !== "" && value !== null && value !== undefined,
  );
  const query = new URLSearchParams(given).toString();
  return query === "" ? `#${view}` : `#${view}?${query}`;
}

let examinedById;
let referencesById;

function articleById(id, reference) {
  if (!examinedById) {
    examinedById = new Map();
    referencesById = new Map();
    articles.key.forEach((known, article) =>
      (isReference(article) ? referencesById : examinedById).set(known, article),
    );
  }
  return (reference ? referencesById : examinedById).get(id);
}

/** The pair that an address names by two ids, in either order. With references the second is one, if there is such. */
function pairByIds(named) {
  const ids = named.split("~").map(decoded);
  if (ids.length !== 2 || ids.includes(null)) return undefined;
  for (const [first, second] of [ids, [ids[1], ids[0]]]) {
    for (const reference of [true, false]) {
      const [one, other] = [articleById(first, false), articleById(second, reference)];
      const pair = one === undefined || other === undefined ? undefined : pairOf(one, other);
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}

/** What an address means: a view, what it is of, and its options. Undefined where it names nothing. */
function readPlace(hash) {
  const address = hash.replace(/^#/, "") || "overview";
  const [, view, named] = /^(pair|article|reference)=(.*)$/s.exec(address) ?? [];
  if (view === "pair") return { view, of: pairByIds(named), options: new URLSearchParams() };
  if (view) {
    const id = decoded(named);
    return {
      view: "article",
      of: id === null ? undefined : articleById(id, view === "reference"),
      options: new URLSearchParams(),
    };
  }
  const [name, query = ""] = address.split(/\?(.*)/s);
  // The heat map was at #map once.
  return { view: name === "map" ? "heat" : name, of: null, options: new URLSearchParams(query) };
}

/** Changes the address without going anywhere, as a filter does. */
function rename(place) {
  try {
    history.replaceState(null, "", place);
  } catch {
    // Some browsers allow so many changes in half a minute; the next one brings the address up to date.
  }
}
