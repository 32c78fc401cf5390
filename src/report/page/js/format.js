// Format: how figures and dates are written.

/** Characters that would act on the page instead of being shown: controls, and what turns the direction of writing around. */
const ACTING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A character that would act, as it is shown instead: `\u{202e}`. */
function escaped(letter) {
  return `\\u{${letter.codePointAt(0).toString(16)}}`;
}

/** A name, title or note of an input, which acts on nothing. */
function harmless(text) {
  return typeof text === "string" ? text.replace(ACTING, escaped) : text;
}

/** A whole number with the language's thousands. */
function wholeNumber(value) {
  return new Intl.NumberFormat(locale).format(value);
}

/** A share with two decimals, as the summary of a run has it. */
function share(value) {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A share as a percentage; what is not nothing and not all never looks like it. */
function percent(part, whole) {
  const value = whole === 0 ? 0 : part / whole;
  const [low, high] = [value > 0 && value < 0.005, value < 1 && value > 0.995];
  const shown = low ? 0.01 : high ? 0.99 : value;
  const written = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(shown);
  return low ? `< ${written}` : high ? `> ${written}` : written;
}

/** Minutes in the largest units that say something. */
function duration(minutes) {
  const n = Math.abs(minutes);
  if (n < 120) return say("minutes", { n });
  if (n < 48 * 60) {
    const rest = n % 60;
    const hours = say("hours", { n: Math.floor(n / 60) });
    return rest === 0 ? hours : `${hours} ${say("minutes", { n: rest })}`;
  }
  return say("days", { n: Math.round(n / 1440) });
}

/** The day (UTC) of a second. */
function dayOf(second) {
  const day = new Date(second * 1000);
  if (Number.isNaN(day.getTime())) return "";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(day);
}

/** Letters without case and accents, for a search that forgives both. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** a, b, … z, aa, ab … */
function lettered(number) {
  const letter = String.fromCharCode(97 + (number % 26));
  return number < 26 ? letter : lettered(Math.floor(number / 26) - 1) + letter;
}
