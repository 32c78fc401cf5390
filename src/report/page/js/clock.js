// Clock: the one zone in which this page tells moments, whatever zones its articles have.

const GIVEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** What a date known to the minute may last at most, in seconds. */
const MOMENT = 60;

/** Whether the date of an article is a moment, and not a day or more. */
function isMoment(article) {
  const dates = articles.dates[article];
  return dates !== null && dates[1] - dates[0] <= MOMENT;
}

/** Seconds that the clock of an article is ahead of UTC, by how its date is given; null where that does not say. */
function aheadOf(article) {
  const parts = GIVEN.exec(articles.published[article]?.trim());
  if (!parts || articles.dates[article] === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - articles.dates[article][0];
}

/** Seconds that the page's clock is ahead of UTC: as most of the moments are; of two zones with as many, the one nearer to UTC. */
const clock = (() => {
  const counts = new Map();
  for (let article = 0; article < articleCount; article += 1) {
    const ahead = isMoment(article) ? aheadOf(article) : null;
    if (ahead !== null) counts.set(ahead, (counts.get(ahead) ?? 0) + 1);
  }
  const byCount = ([ahead, count], [other, more]) =>
    more - count || Math.abs(ahead) - Math.abs(other) || ahead - other;
  return [...counts].sort(byCount)[0]?.[0] ?? 0;
})();

/** The zone of the page's clock: `UTC`, `UTC+01:00`. */
function zoneName() {
  if (clock === 0) return "UTC";
  const minutes = Math.round(Math.abs(clock) / 60);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `UTC${clock < 0 ? "−" : "+"}${hour}:${minute}`;
}

/** Which clock the page goes by. */
function clockTold() {
  return say("clock", { zone: zoneName() });
}

/** The day, on the page's clock, of a second. */
function dayOnClock(second) {
  return dayOf(second + clock);
}

/** A date as the page tells it: a moment on the page's clock, a day as its article gives it, unusual forms as they are. */
function dateOf(article) {
  const given = articles.published[article];
  if (given === null) return say("undated");
  const moment = isMoment(article) ? momentOf(articles.dates[article][0]) : null;
  if (moment !== null) return `${moment} ${zoneName()}`;
  const parts = GIVEN.exec(given.trim());
  if (!parts || parts[4] !== undefined) return given;
  return dayOf(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / 1000);
}

/** Day, hour and minute of a second on the page's clock; null of one that no calendar of a browser reaches. */
function momentOf(second) {
  const day = dayOnClock(second);
  if (day === "") return null;
  const [hour, minute] = new Date((second + clock) * 1000).toISOString().split("T")[1].split(":");
  return `${day}, ${hour}:${minute}`;
}

/** What an article's date is in its own zone, where that is another one than the page's; else null. */
function givenElsewhere(article) {
  const ahead = isMoment(article) ? aheadOf(article) : null;
  return ahead === null || ahead === clock ? null : articles.published[article];
}

/** First and last second of an article as its readers name the day: moments on the page's clock, days as they were given. */
function namedDates(article) {
  const dates = articles.dates[article];
  if (dates === null) return null;
  const ahead = isMoment(article) ? clock : (aheadOf(article) ?? clock);
  return dates.map((second) => second + ahead);
}
