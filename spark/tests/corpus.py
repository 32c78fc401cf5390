"""A corpus of news as a job must be able to take it, made by a fixed rule: copies, edits, crowds, notices of a series, oddities."""

import random

SYLLABLES = ["ba", "cor", "del", "fim", "gor", "hul", "jan", "kep", "lo", "mir", "nu", "pas", "qui", "ros", "té", "vü"]


class Corpus:
    """Articles in the order in which they are made."""

    def __init__(self, seed=7):
        self._random = random.Random(seed)
        words = ("".join(self._random.choices(SYLLABLES, k=self._random.randint(1, 4))) for _ in range(4_000))
        self._words = list(words)
        self.articles = []

    def sentence(self):
        length = self._random.randint(6, 22)
        # Common words are more common: the first ones of the list are taken most.
        words = [self._words[int(self._random.random() ** 3 * len(self._words))] for _ in range(length)]
        return " ".join(words).capitalize() + "."

    def text(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def edited(self, text, share):
        """The text with some of its words replaced."""
        words = text.split(" ")
        return " ".join(self._random.choice(self._words) if self._random.random() < share else w for w in words)

    def add(self, text, **fields):
        number = len(self.articles)
        day = self._random.choice(["2026-03-01", "2026-03-02T10:00:00Z", "2026-03-02 11:30", "next week", None])
        outlet = self._random.choice(["Courrier", "Agence Boréale", "Gazette, du \"Soir\"", None])
        told = {"id": f"a{number}", "text": text, "published": day, "outlet": outlet, **fields}
        self.articles.append({name: value for name, value in told.items() if value is not None})
        return text

    def shuffle(self):
        self._random.shuffle(self.articles)
        return self.articles


def news(size):
    """So many articles, about a third of which are copies of another or edits of one."""
    corpus = Corpus()
    originals = []
    while len(corpus.articles) < size:
        kind = corpus._random.random()
        if kind < 0.6 or not originals:
            originals.append(corpus.add(corpus.text(corpus._random.randint(3, 14)), title=corpus.sentence()))
        elif kind < 0.7:
            corpus.add(corpus._random.choice(originals))
        elif kind < 0.8:
            corpus.add(corpus._random.choice(originals).upper(), title="=SUM(A1)")
        elif kind < 0.95:
            share = corpus._random.choice([0.01, 0.03, 0.06])
            originals.append(corpus.add(corpus.edited(corpus._random.choice(originals), share)))
        else:
            corpus.add(corpus.sentence().split(",")[0], title=corpus._random.choice([None, "Brèves"]))
    return corpus


def odd(corpus):
    """Adds what is hard: a template to half of the articles, 200 copies, a crowd of copies, one of editions under a headline each,
    notices of a series, short texts that are half template, a text of 5 MB, texts without a word, updates each of which resembles
    the one before."""
    template = "Subscribe to our newsletter to read more of what matters, every morning in your mailbox, for nothing at all."
    for article in corpus.articles[::2]:
        article["text"] += f" {template}"
    story = corpus.text(12)
    for _ in range(200):
        corpus.add(story)
    story = corpus.text(9)
    for _ in range(1_150):
        corpus.add(story)
    for _ in range(3):
        corpus.add(corpus.edited(story, 0.02))
    # Under a headline each, and now and then with another word in one place: all in the same buckets, and none equal to another.
    story = corpus.text(15).split(" ")
    for number in range(1_080):
        at = number % len(story)
        edit = [*story[:at], f"autre{number}", *story[at + 1 :]] if number % 18 == 0 else story
        corpus.add(" ".join(edit), title=f"Édition {number}")
    for _ in range(60):
        wheat, barley, tonnes, lots, hour = (corpus._random.randint(2, 99_000) for _ in range(5))
        corpus.add(
            f"At the close of the session on the floor of the exchange, wheat for delivery in the coming month stood at {wheat} "
            f"francs a tonne, while barley of the same quality and for the same term changed hands at {barley} francs. Turnover "
            f"in all contracts for grain that are listed here came to {tonnes} tonnes, spread over {lots} lots, and the houses "
            f"that keep the ring will meet again for the opening bell of the next session at {hour} hours, as the rules have it."
        )
    update = corpus.text(12)
    for _ in range(40):
        update = corpus.add(corpus.edited(update, 0.02))
    for _ in range(400):
        corpus.add(f"{corpus.text(2)} {template}")
    corpus.add(corpus.text(60_000))
    for text in ("", "…!?", "One"):
        corpus.add(text, title="One")
        corpus.add(text)
    corpus.articles.append({"id": "no-text", "title": "Nothing below"})
    return corpus
