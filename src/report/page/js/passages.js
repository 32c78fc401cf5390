// Passages: what two texts share, as layers over either text: the kind, what happened to each word, and where stretches begin.

const OPERATIONS = ["same", "inflected", "substituted", "only", "only"];

/** How a passage is dressed: by its kind, and if it is mostly quoted as speech, which both may have heard from one speaker. */
function classOfPassage({ kind, quoted, matched }) {
  return isSpeech(quoted, matched) ? "spoken" : kind;
}

/** What a passage is called. */
function nameOfPassage(passage) {
  const kind = say(passage.kind);
  return classOfPassage(passage) === "spoken" ? say("speech_of_kind", { kind }) : kind;
}

/** A passage of a pair as it is called, and how long it is on either side; `letters` are the sides from the left. */
function passageTold(passages, at, letters) {
  const [one, other] = letters.map((letter) => passages[at][`${letter}_words`]);
  const words = one === other ? say("n_words", { n: one }) : say("words_beside", { one, other });
  return say("at_passage", { n: at + 1, all: passages.length, kind: nameOfPassage(passages[at]), words });
}

/**
 * Passages, their words, and where their segments begin, in one of the two texts. `letters` are the sides from the left, and
 * `anchors` learns where each passage and each segment begins.
 */
function layersOf(pair, passages, { side, letters, anchors }) {
  const letter = letters[side];
  const only = datedSide(pair) === null ? "only" : side === 0 ? "only dropped" : "only added";
  return passages.flatMap((passage, at) => [
    wholeLayer(passages, at, { letters, letter, anchors }),
    ...wordLayers(passage[`${letter}_marks`], only),
    ...segmentLayers(passage, at, letter, anchors),
  ]);
}

function wholeLayer(passages, at, { letters, letter, anchors }) {
  const passage = passages[at];
  const [start, end] = passage[letter];
  const isWhole = passage.segments.length === 1;
  const dress = classOfPassage(passage);
  const before = isWhole
    ? badge(at + 1, passageTold(passages, at, letters), dress)
    : badge("", passageTold(passages, at, letters), "unseen");
  const begin = (piece) => anchors.set(`${at}`, piece);
  return { start, end, class: `passage ${dress}`, passage: at, before, begin };
}

/** Words by what happened to them; `marks` has start, end and operation of each stretch in a row. */
function wordLayers(marks, only) {
  const layers = [];
  for (let mark = 0; mark < marks.length; mark += 3) {
    const operation = OPERATIONS[marks[mark + 2]];
    layers.push({
      start: marks[mark],
      end: marks[mark + 1],
      class: operation === "only" ? only : operation,
    });
  }
  return layers;
}

function segmentLayers(passage, at, letter, anchors) {
  const isWhole = passage.segments.length === 1;
  return passage.segments.map((segment, number) => {
    const [start, end] = letter === "a" ? segment : segment.slice(2);
    const key = `${at} ${number}`;
    const name = `${at + 1}${lettered(number)}`;
    const before = isWhole ? undefined : badge(name, say("stretch", { n: name }), classOfPassage(passage));
    return { start, end, segment: key, before, begin: (piece) => anchors.set(key, piece) };
  });
}
