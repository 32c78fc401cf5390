// Words of the heat map.

speak({
  map_of_resemblance: [
    "Each cell is the resemblance of two articles: the share of their word runs that are in both. Relatives stand side by side.",
    "Chaque case est la ressemblance de deux articles : la part de leurs suites de mots communes aux deux. Les apparentés sont côte à côte.",
  ],
  map_of_containment: [
    "Each cell is the containment of the row’s article: the share of its word runs that are in the column’s. Relatives stand side by side.",
    "Chaque case est l’inclusion de l’article de la ligne : la part de ses suites de mots présentes dans celui de la colonne. Les apparentés sont côte à côte.",
  ],
  map_of_coverage: [
    "Each cell is the coverage of the row’s article: the share of its words in passages shared with the column’s. Relatives stand side by side.",
    "Chaque case est la couverture de l’article de la ligne : la part de ses mots dans des passages communs avec celui de la colonne. Les apparentés sont côte à côte.",
  ],
  map_keys: [
    "Point at a cell, or move with the arrow keys; N and P go to the next and previous related pair; Enter or a click opens it.",
    "Pointez une case, ou déplacez-vous avec les flèches ; N et P vont à la paire liée suivante ou précédente ; Entrée ou un clic l’ouvre.",
  ],
  map_touch: [
    "Touch a cell to be told which two articles it is of, or choose an article below.",
    "Touchez une case pour savoir de quels deux articles elle est, ou choisissez un article ci-dessous.",
  ],
  map_missing: [
    "There is no heat map: this run has no matrix, or one of more than {limit} articles. The list of pairs has the related ones.",
    "Pas de carte : cette analyse n’a pas de matrice, ou une matrice de plus de {limit} articles. La liste des paires contient celles qui sont liées.",
  ],
  map_cell: ["{row} and {column}: {figure}", "{row} et {column} : {figure}"],
  map_nothing: ["not a related pair, nothing in common", "paire non liée, rien en commun"],
  map_few: [
    "not a related pair: {n} word run in common, which is {words} words in a row at most, and a passage has {min_words}|not a related pair: {n} word runs in common, which are {words} words in a row at most, and a passage has {min_words}",
    "paire non liée : {n} suite de mots en commun, soit {words} mots de suite au plus, et un passage en a {min_words}|paire non liée : {n} suites de mots en commun, soit {words} mots de suite au plus, et un passage en a {min_words}",
  ],
  map_template: [
    "not a related pair: {n} word run in common, and {one} and {other} words of the two are the template of {outlet}, which is in no passage|not a related pair: {n} word runs in common, and {one} and {other} words of the two are the template of {outlet}, which is in no passage",
    "paire non liée : {n} suite de mots en commun, et {one} et {other} mots des deux sont du gabarit de {outlet}, qui n’est dans aucun passage|paire non liée : {n} suites de mots en commun, et {one} et {other} mots des deux sont du gabarit de {outlet}, qui n’est dans aucun passage",
  ],
  map_stock: [
    "not a related pair: {n} word run in common, and {one} and {other} words of the two are stock phrases of these articles, which make no passage|not a related pair: {n} word runs in common, and {one} and {other} words of the two are stock phrases of these articles, which make no passage",
    "paire non liée : {n} suite de mots en commun, et {one} et {other} mots des deux sont des formules courantes de ces articles, qui ne font pas un passage|paire non liée : {n} suites de mots en commun, et {one} et {other} mots des deux sont des formules courantes de ces articles, qui ne font pas un passage",
  ],
  map_scattered: [
    "not a related pair: {n} word run in common, but no stretch of {min_words} matched words that tells enough for a passage|not a related pair: {n} word runs in common, but no stretch of {min_words} matched words that tells enough for a passage",
    "paire non liée : {n} suite de mots en commun, mais aucun extrait de {min_words} mots appariés assez parlant pour un passage|paire non liée : {n} suites de mots en commun, mais aucun extrait de {min_words} mots appariés assez parlant pour un passage",
  ],
  map_apart: [
    "not compared: published {lag} apart, more than {window} (--window)",
    "non comparés : publiés à {lag} d’intervalle, plus que {window} (--window)",
  ],
  map_unlisted: [
    "not among the {n} pairs of {all} that this page lists; pairs.csv has all of them",
    "absente des {n} paires sur {all} que liste cette page ; pairs.csv les contient toutes",
  ],
  hatched: [
    "hatched: no re-use; a formula, or word runs that make no passage (template, stock phrases, too few)",
    "hachuré : pas de reprise ; une formule, ou des suites de mots qui ne font pas un passage (gabarit, formules courantes, trop peu)",
  ],
  map_below: [
    "not a related pair: below the threshold of {threshold}",
    "paire non liée : sous le seuil de {threshold}",
  ],
  map_in_words: ["One row in words", "Une ligne en mots"],
  map_row: ["Article", "Article"],
  map_row_more: ["{n} more|{n} more", "{n} de plus|{n} de plus"],
  map_row_empty: ["Nothing in common with any other.", "Rien en commun avec aucun autre."],
  map_no_pair: ["not a related pair", "paire non liée"],
  open_pair: ["Open this pair", "Ouvrir cette paire"],
  map_itself: ["the article itself", "l’article lui-même"],
  map_label: [
    "Heat map, {rows} rows and {columns} columns",
    "Carte de chaleur, {rows} lignes et {columns} colonnes",
  ],
  resemblance: ["resemblance", "ressemblance"],
  containment: ["containment", "inclusion"],
  coverage: ["coverage", "couverture"],
  framed: ["A frame marks a near-duplicate cluster.", "Un cadre marque un groupe de quasi-doublons."],
});
