import type { PageView } from '../design/page-view.js';
import type { Texts } from '../texts/texts.js';
import { initial, partiesOf } from './authorization-views.js';
import type { ChoicePage } from './page.js';

/** The page on which one of several things is chosen. */
export function choiceView(texts: Texts, page: ChoicePage): PageView {
  const parties = partiesOf(texts, page.parties);
  const words = texts.choice;
  const { action, formToken, title, description, choices, alert } = page;
  return {
    title: words.title(parties),
    emblem: { bot: initial(parties.bot), system: initial(parties.system) },
    lead: words.lead(parties),
    alert: alert && (alert === 'press-again' ? texts.landing.pressAgain : texts.landing.errors),
    facts: [{ term: words.validFor, value: texts.minutes(page.minutesLeft) }],
    forms: [
      {
        ...{ action, submit: words.submit, fields: [] },
        hidden: [{ name: 'formToken', value: formToken }],
        choices: {
          ...{ name: 'choice', legend: title, hint: description, language: 'en' },
          items: choices.map((choice) => ({ value: choice.value, label: choice.title })),
          error: alert === 'nothing-chosen' ? words.nothing : undefined,
        },
      },
    ],
  };
}
