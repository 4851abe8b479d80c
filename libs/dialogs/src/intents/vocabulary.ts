/** Words that carry a sentence and no meaning of their own, normalized, English and German. */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the my our your his her their its this that these those some any i you he she it we they me him us them and or but if so
  is are was were be been am do does did done have has had will would can could shall should may might must to of in on at by for
  from with about into as not no please just also then there here now who whom which what when where how
  ein eine einen einem einer eines der die das den dem des mein meine meinen meinem meiner unser unsere unseren ihr ihre ihren ihrem
  sein seine seinen dieser diese dieses diesen ich du er sie es wir mir mich dir dich uns euch und oder aber wenn ist sind war waren
  bin bist sei habe hat haben hatte wird werden wurde kann kannst konnen konnte soll sollen muss mochte mochten will zu zum zur von
  vom im in am an auf bei beim fur mit aus nach uber um als nicht kein keine bitte mal auch dann da hier jetzt wer wen wem was wann wo wie`.split(
    /\s+/,
  ),
);

/** Common nouns that people write with a capital, or that stand where a name could: no names. Normalized. */
export const commonNouns: ReadonlySet<string> = new Set(
  `lead leads deal deals contact contacts opportunity account customer customers client clients prospect ticket issue task tasks case
  meeting call appointment event demo trial project product sales support marketing team department office work home today tomorrow
  website webinar conference fair email phone mobile date time later everyone everybody someone somebody nobody anyone boss colleague
  friend manager ceo cto cfo kunde kunden kundin interessent interessenten interessentin kontakt kontakte termin termine projekt messe
  anfrage anfragen angebot produkt abteilung vertrieb einkauf chef chefin kollege kollegen kollegin freund freundin mitarbeiter leiter
  leiterin webseite telefon handy datum uhrzeit uhr firma unternehmen aufgabe vorgang fall besprechung anruf veranstaltung jemand
  jemanden niemand alle alles christmas easter weihnachten ostern friday black monday montag dienstag mittwoch donnerstag freitag
  samstag sonntag tuesday wednesday thursday saturday sunday january february march april june july august september october november
  december januar februar marz mai juni juli oktober dezember english german englisch deutsch lunch dinner breakfast mittagessen
  arbeit hause stock least once noon midnight moment end ende beginning anfang latest last first north south east west`.split(
    /\s+/,
  ),
);

/** What people put before a name to say who that is; skipped. Normalized. */
export const roleWords: ReadonlySet<string> = new Set(
  `new neue neuen neuer customer client colleague friend prospect contact lead boss manager partner kunde kunden kundin interessent interessenten
  interessentin kontakt kollege kollegen kollegin freund freundin chef chefin ansprechpartner ansprechpartnerin partnerin`.split(
    /\s+/,
  ),
);
