// Words of what a person has said, and what the reader says.

speak({
  review: ["Review", "Avis"],
  any_review: ["Any review", "Tous les avis"],
  open: ["not reviewed", "sans avis"],
  dismissed: ["dismissed by a person", "à écarter, selon une personne"],
  confirmed: ["confirmed by a person", "à retenir, selon une personne"],
  pair_dismissed: [
    "A person has dismissed this pair: it is no re-use that counts.",
    "Une personne a écarté cette paire : ce n’est pas une reprise qui compte.",
  ],
  pair_confirmed: ["A person has confirmed this pair.", "Une personne a confirmé cette paire."],
  review_noted: ["Note: “{note}”.", "Note : « {note} »."],
  review_noted_by: ["Note by {reviewer}: “{note}”.", "Note ({reviewer}) : « {note} »."],
  review_by: ["Said by {reviewer}.", "Avis donné par {reviewer}."],
  reviewing: ["Your review", "Votre avis"],
  reviews_here: ["Reviews said on this page", "Avis donnés sur cette page"],
  reviewing_of: ["About", "Sur"],
  this_pair: ["the pair", "la paire"],
  the_pair: ["The pair: {review}", "La paire : {review}"],
  one_passage: ["passage {n}", "passage {n}"],
  the_passage: ["Passage {n}: {review}", "Passage {n} : {review}"],
  note: ["Note", "Note"],
  reviewer: ["Your name", "Votre nom"],
  dismiss: ["Dismiss", "Écarter"],
  confirm: ["Confirm", "Retenir"],
  reopen: ["Reopen", "Rouvrir"],
  dismiss_key: ["Dismiss (d)", "Écarter (d)"],
  confirm_key: ["Confirm (c)", "Retenir (c)"],
  review_help: [
    "What Dismiss and Confirm do, and where that is kept",
    "Ce que font Écarter et Retenir, et où c’est gardé",
  ],
  review_meaning: [
    "Dismiss: this is no re-use that counts (a press release, a phrase that everybody uses). Confirm: you have read it and stand by it. Figures on this page stay as they are.",
    "Écarter : ce n’est pas une reprise qui compte (un communiqué, une formule que tous emploient). Retenir : vous l’avez lue et vous en répondez. Les chiffres de cette page ne changent pas.",
  ],
  review_kept: [
    "What you say is kept in this browser, if it allows that, until you save it: “Save reviews” downloads {file}. Given to the next run with --reviewed {file}, it counts there: what is dismissed is left out of the audit.",
    "Votre avis reste dans ce navigateur, s’il le permet, jusqu’à ce que vous l’enregistriez : « Enregistrer les avis » télécharge {file}. Donné à l’analyse suivante par --reviewed {file}, il y compte : ce qui est écarté sort de l’audit.",
  ],
  reviews_unsaved: [
    "{n} review is not saved yet.|{n} reviews are not saved yet.",
    "{n} avis n’est pas encore enregistré.|{n} avis ne sont pas encore enregistrés.",
  ],
  reviews_saved: [
    "{n} review went to the browser’s downloads as {file}.|{n} reviews went to the browser’s downloads as {file}.",
    "{n} avis est parmi les téléchargements du navigateur, dans {file}.|{n} avis sont parmi les téléchargements du navigateur, dans {file}.",
  ],
  save_reviews: ["Save reviews (CSV)", "Enregistrer les avis (CSV)"],
  reviews_next: [
    "Figures and flags stay those of this run until the next one is given the file with --reviewed.",
    "Chiffres et signalements restent ceux de cette analyse, jusqu’à la prochaine à qui le fichier est donné par --reviewed.",
  ],
  reviews_behind: [
    "It does not hold the {n} row that this run heeded: give both, the new file last (--reviewed OLD --reviewed NEW).|It does not hold the {n} rows that this run heeded: give both, the new file last (--reviewed OLD --reviewed NEW).",
    "Il ne contient pas la ligne déjà prise en compte ({n}) : donnez les deux, le nouveau fichier en dernier (--reviewed ANCIEN --reviewed NOUVEAU).|Il ne contient pas les {n} lignes déjà prises en compte : donnez les deux, le nouveau fichier en dernier (--reviewed ANCIEN --reviewed NOUVEAU).",
  ],
});
