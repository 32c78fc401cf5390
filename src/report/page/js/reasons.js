// Reasons: why two articles are no pair, by the figures at hand.

/** Why two articles with this figure in the heat map, which share so many word runs, are no pair. */
function whyNoPair(one, other, value, n) {
  if (value === 0) return say("map_nothing");
  const { threshold, window, shingle, min_words } = run.settings;
  const apart = secondsApart(one, other);
  if (window !== null && apart > window)
    return say("map_apart", {
      lag: duration(Math.round(apart / 60)),
      window: duration(Math.round(window / 60)),
    });
  if (pairCount < run.limits.all_pairs)
    return say("map_unlisted", { n: pairCount, all: run.limits.all_pairs });
  if (!hasPassages) return say("map_below", { threshold: share(threshold) });
  // So many runs are that many words in a row at the most.
  const words = n + shingle - 1;
  if (words < min_words) return say("map_few", { n, shingle, words, min_words });
  const [template, stock] = ["boilerplate", "stock"].map((what) => [
    articles[what][one],
    articles[what][other],
  ]);
  const isOfOneOutlet = outletOf(one) !== null && outletOf(one) === outletOf(other);
  if (isOfOneOutlet && Math.min(...template) > 0)
    return say("map_template", { n, outlet: outletOf(one), one: template[0], other: template[1] });
  if (Math.min(...stock) > 0) return say("map_stock", { n, one: stock[0], other: stock[1] });
  return say("map_scattered", { n, min_words });
}

/** Seconds between the dates of two articles, at the least; 0 where they overlap or one has none. */
function secondsApart(one, other) {
  const [first, second] = [articles.dates[one], articles.dates[other]];
  return first === null || second === null ? 0 : Math.max(0, first[0] - second[1], second[0] - first[1]);
}
