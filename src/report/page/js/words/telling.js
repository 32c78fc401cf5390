// Words of findings as sentences.

speak({
  stands_in: [
    "{wire} of its {own} own word ({share}) stands in earlier items of {agencies}.|{wire} of its {own} own words ({share}) stand in earlier items of {agencies}.",
    "{wire} de son {own} mot propre ({share}) figure dans des dépêches antérieures ({agencies}).|{wire} de ses {own} mots propres ({share}) figurent dans des dépêches antérieures ({agencies}).",
  ],
  stands_in_tie: [
    "{wire} of its {own} own word ({share}) stands in items of {agencies}.|{wire} of its {own} own words ({share}) stand in items of {agencies}.",
    "{wire} de son {own} mot propre ({share}) figure dans des dépêches ({agencies}).|{wire} de ses {own} mots propres ({share}) figurent dans des dépêches ({agencies}).",
  ],
  first_before: ["The earlier text is dated {lag} before.", "Le texte antérieur est daté de {lag} avant."],
  dates_tie: [
    "The dates do not tell which was first: they are at most five minutes apart. Words are then attributed to the agency’s item.",
    "Les dates ne disent pas lequel a précédé : cinq minutes d’écart au plus. Les mots sont alors attribués à la dépêche.",
  ],
  names_nobody: [
    "No credit to an agency was recognised for its text.",
    "Aucune mention d’agence n’a été reconnue pour son texte.",
  ],
  it_names_nobody: [
    "No credit to an agency was recognised for the text of {name}.",
    "Aucune mention d’agence n’a été reconnue pour le texte ({name}).",
  ],
  names_aside: ["It does name {named}.", "Il nomme toutefois {named}."],
  names: ["It credits {credit}.", "Il crédite {credit}."],
  it_names: ["{name} credits {credit}.", "{name} crédite {credit}."],
  is_update: [
    "It is an update of {id}, an earlier article of its outlet.",
    "C’est une mise à jour de {id}, article antérieur du même titre.",
  ],
  later_has: [
    "{later}: {n} of its {own} own word ({share}) stands in the earlier text of {earlier}.|{later}: {n} of its {own} own words ({share}) stand in the earlier text of {earlier}.",
    "{later} : {n} de son {own} mot propre ({share}) figure dans le texte antérieur ({earlier}).|{later} : {n} de ses {own} mots propres ({share}) figurent dans le texte antérieur ({earlier}).",
  ],
  tie_has: [
    "{later}: {n} of its {own} own word ({share}) stands in an agency’s item of {earlier}.|{later}: {n} of its {own} own words ({share}) stand in an agency’s item of {earlier}.",
    "{later} : {n} de son {own} mot propre ({share}) figure dans une dépêche ({earlier}).|{later} : {n} de ses {own} mots propres ({share}) figurent dans une dépêche ({earlier}).",
  ],
  same_speech: [
    "{a} and {b} quote the same speech: of the {n} word that they share, {quoted} is quoted, which both may have heard from one speaker.|{a} and {b} quote the same speech: of the {n} words that they share, {quoted} are quoted, which both may have heard from one speaker.",
    "{a} et {b} citent les mêmes propos : du {n} mot en commun, {quoted} est cité, que les deux peuvent tenir du même orateur.|{a} et {b} citent les mêmes propos : des {n} mots en commun, {quoted} sont cités, que les deux peuvent tenir du même orateur.",
  ],
  much_quoted: ["{share} of these words are quoted speech.", "{share} de ces mots sont des propos cités."],
  updates_it: [
    "The later one is an update of the earlier one, by the same outlet.",
    "Le second est une mise à jour du premier, par le même titre.",
  ],
  both_share: [
    "{a} and {b} share {words}. Their dates do not tell which text is the earlier.",
    "{a} et {b} ont {words} en commun. Les dates ne disent pas quel texte est antérieur.",
  ],
  both_via: [
    "A still earlier text has nearly all of these words too: {source}. Which of the two the later article has them from is not said.",
    "Un texte plus ancien encore contient aussi presque tous ces mots : {source}. Duquel des deux l’article postérieur les tient n’est pas dit.",
  ],
  both_via_tie: [
    "An agency’s item has nearly all of these words too, and its date ties with theirs: {source}.",
    "Une dépêche, à égalité de date, contient aussi presque tous ces mots : {source}.",
  ],
  both_resemble: [
    "{a} and {b} resemble one another: {share} of their word runs are in both.",
    "{a} et {b} se ressemblent : {share} de leurs suites de mots sont communes.",
  ],
  same_words: [
    "{a} and {b} have the same words in the same order.",
    "{a} et {b} ont les mêmes mots dans le même ordre.",
  ],
  share_formula: [
    "{a} and {b} fill in the same form with other figures. That is not counted as re-use.",
    "{a} et {b} remplissent le même formulaire avec d’autres données. Cela n’est pas compté comme une reprise.",
  ],
  credit_not_looked_for: [
    "Whether it credits {outlet} was not looked for: that outlet looks like an agency, and was not taken for one.",
    "On n’a pas cherché si {outlet} y est mentionné : ce titre a l’air d’une agence et n’a pas été tenu pour une.",
  ],
  resembles: ["Resemblance {share}", "Ressemblance {share}"],
  shared_words: ["{n} shared word|{n} shared words", "{n} mot partagé|{n} mots partagés"],
  shared_of: [
    "{n} of its {own} own word ({share}) is in the other as well|{n} of its {own} own words ({share}) are in the other as well",
    "{n} de son {own} mot propre ({share}) est aussi dans l’autre|{n} de ses {own} mots propres ({share}) sont aussi dans l’autre",
  ],
  attributed_less: [
    "{n} of them is attributed to it, the others to further texts|{n} of them are attributed to it, the others to further texts",
    "{n} lui est attribué, les autres à d’autres textes|{n} lui sont attribués, les autres à d’autres textes",
  ],
  other_counts: [
    "Other counts of the same, as in the tables",
    "Autres comptes de la même chose, comme dans les tableaux",
  ],
  count_matched: [
    "matched_words in pairs.csv: {n}; words put in the place of others are not in it|matched_words in pairs.csv: {n}; words put in the place of others are not among them",
    "matched_words dans pairs.csv : {n} ; les mots mis à la place d’autres n’y sont pas|matched_words dans pairs.csv : {n} ; les mots mis à la place d’autres n’y sont pas",
  ],
  count_coverage: [
    "coverage in pairs.csv, the share of matched words in all words, template included: {both}",
    "coverage dans pairs.csv, la part des mots appariés dans tous les mots, gabarit compris : {both}",
  ],
  count_template: [
    "words of the outlet’s template, which are no own words: {both}",
    "mots du gabarit du titre, qui ne sont pas des mots propres : {both}",
  ],
  count_containment: [
    "containment in pairs.csv, the share of word runs that are in the other: {both}",
    "containment dans pairs.csv, la part des suites de mots présentes dans l’autre : {both}",
  ],
  count_resemblance: [
    "resemblance in pairs.csv, the share of all word runs that are in both: {share}",
    "resemblance dans pairs.csv, la part de toutes les suites de mots présentes dans les deux : {share}",
  ],
});
