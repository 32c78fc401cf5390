// Saying: the language of the page, and its sentences with their blanks filled in. The sentences are in words/.

const LANGUAGES = ["en", "fr"];

/**
 * Every sentence of the interface, in English and in French. One with two forms, `one|other`, takes the one for its {n}.
 * What stands in braces is put in by `say`.
 */
const WORDS = {};

/** Learns sentences. */
function speak(sentences) {
  Object.assign(WORDS, sentences);
}

let language = LANGUAGES[0];

/** The language as the reader’s country writes it: how dates and figures look. */
let locale = LANGUAGES[0];

/** The language that the reader chose, or the browser's first that the page speaks. */
function chooseLanguage(chosen) {
  const wanted = [chosen, ...(navigator.languages || [navigator.language])];
  const known = wanted
    .map((tag) => String(tag).slice(0, 2).toLowerCase())
    .find((tag) => LANGUAGES.includes(tag));
  language = known || LANGUAGES[0];
  locale = wanted.find((tag) => String(tag).toLowerCase().startsWith(`${language}-`)) || language;
  document.documentElement.lang = language;
}

/** A sentence with its blanks filled in, in the form for {by}, or else {n}. Numbers are written as the language writes them. */
function say(key, values = {}) {
  return filled(WORDS[key], values);
}

/** A sentence of both languages in the one that the page speaks, filled in. */
function filled(sentences, values = {}) {
  const sentence = sentences[LANGUAGES.indexOf(language)];
  const forms = sentence.split("|");
  const isOne = new Intl.PluralRules(locale).select(values.by ?? values.n ?? 2) === "one";
  const form = parted(forms.length === 1 || isOne ? forms[0] : forms[1]);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? wholeNumber(value) : isolated(String(value));
  });
}

/** A sentence whose signs stay with their words at the end of a line: French has spaces between them. */
function parted(sentence) {
  return language === "fr" ? sentence.replace(/ (?=[;:?!»%])|(?<=«) /g, "\u00a0") : sentence;
}

/** Letters and controls that change the direction of what stands around them. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that keeps its direction to itself (Unicode Standard Annex 9: first strong isolate). */
function isolated(name) {
  return TURNING.test(name) ? `\u2068${name}\u2069` : name;
}
