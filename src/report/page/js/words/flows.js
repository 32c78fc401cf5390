// Words of flows.

speak({
  flows_title: ["Who had it first, and who had it later", "Qui l’avait d’abord, qui ensuite"],
  flows_why: [
    "An arrow leads from an earlier text to a later one that has words of it; the wider, the more words. Older text is no proof of copying.",
    "Une flèche va d’un texte antérieur vers un texte postérieur qui en contient des mots ; plus elle est large, plus il y en a. L’antériorité ne prouve pas la copie.",
  ],
  arrow_agency: [
    "full line, filled head: words of an agency’s item",
    "trait plein, pointe pleine : mots d’une dépêche",
  ],
  arrow_paper: [
    "hollow line, open head: words of a text that is no agency’s",
    "trait creux, pointe ouverte : mots d’un texte qui n’est pas d’une agence",
  ],
  arrow_tie: [
    "dotted: the dates tie, and words are attributed to the agency’s item",
    "pointillé : les dates sont à égalité, et les mots attribués à la dépêche",
  ],
  arrow_open: ["dashed, no head: shared, order unknown", "tireté, sans pointe : commun, ordre inconnu"],
  arrow_speech: [
    "dash-dotted and pale: half or more of the words are quoted speech, which both may have heard from one speaker; that is not counted as copying",
    "trait mixte et pâle : la moitié ou plus des mots sont des propos cités, que les deux peuvent tenir du même orateur ; ce n’est pas compté comme une copie",
  ],
  dot_agency: ["an agency’s item", "une dépêche d’agence"],
  dot_paper: ["an article of another outlet", "un article d’un autre titre"],
  dot_ring: ["in a ring: near-duplicates of one another", "cerclés : quasi-doublons"],
  show_speech: ["Show what is mostly quoted speech", "Montrer ce qui est surtout des propos cités"],
  mostly_quoted: ["mostly quoted speech", "surtout des propos cités"],
  story: ["Story", "Sujet"],
  all_stories: ["All stories", "Tous les sujets"],
  story_name: ["{title} ({articles})", "{title} ({articles})"],
  undated_story: [
    "None of these articles is dated, so there is no order in time to draw.",
    "Aucun de ces articles n’est daté : il n’y a pas d’ordre dans le temps à dessiner.",
  ],
  too_many: [
    "{n} articles are too many for one drawing (at most {limit}); the largest story is shown.",
    "{n} articles, c’est trop pour un seul dessin (au plus {limit}) ; le plus grand sujet est montré.",
  ],
  fewer_drawn: [
    "Of {all} articles of this story, the {n} with most words in common are drawn.",
    "Des {all} articles de ce sujet, les {n} qui ont le plus de mots en commun sont dessinés.",
  ],
  graph_label: [
    "Articles by outlet and time, with arrows from earlier to later texts. The table below says the same.",
    "Articles par titre et par date, avec des flèches des textes antérieurs aux postérieurs. Le tableau ci-dessous dit la même chose.",
  ],
  between_articles: ["Between articles", "Entre articles"],
  of_unknown_order: ["Shared, order unknown", "Communs, ordre inconnu"],
  between_outlets: ["Between outlets", "Entre titres"],
  later_articles: ["Articles", "Articles"],
  median_lag: ["Median delay", "Délai médian"],
  no_flows: [
    "No words were found in earlier texts of other outlets.",
    "Aucun mot trouvé dans des textes antérieurs d’autres titres.",
  ],
  clusters: ["Near-duplicate clusters", "Groupes de quasi-doublons"],
  cluster: ["Cluster", "Groupe"],
  members: ["Articles, earliest or reference first", "Articles, le plus ancien ou la référence d’abord"],
  more_rows: [
    "{n} more; the tables beside this page have all of them.",
    "{n} de plus ; les tableaux joints les contiennent tous.",
  ],
  no_time: ["undated", "sans date"],
});
