import type { DialogGraph, DialogNode, MessageVariant, Text, Utterances } from '../../../../dialog-graph/graph.ts';

/** The language of texts that are one string. */
export function languageOf(graph: Pick<DialogGraph, 'language'>): string {
  return graph.language ?? 'en';
}

/** What a text says in one language; nothing where it has no words for it. */
export function textIn(text: Text | undefined, locale: string, own: string): string {
  if (typeof text === 'string') return locale === own ? text : '';
  return text?.[locale] ?? '';
}

/** A text in the graph's own language, or in the first that there is: what a list shows of it. */
export function textShown(text: Text | undefined, own: string): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  return text[own] ?? Object.values(text)[0] ?? '';
}

/** A text that says something else in one language. It stays one string for as long as it is in the graph's own language only. */
export function withText(text: Text | undefined, said: string, locale: string, own: string): Text {
  const before = typeof text === 'string' ? { [own]: text } : (text ?? {});
  const { [locale]: _old, ...others } = before;
  const all = said === '' && locale !== own ? others : { ...before, [locale]: said };
  const tags = Object.keys(all);
  return tags.length <= 1 && (tags[0] ?? own) === own ? (all[own] ?? '') : all;
}

/** The utterances of one language. */
export function utterancesIn(utterances: Utterances, locale: string, own: string): readonly string[] {
  if (isList(utterances)) return locale === own ? utterances : [];
  return utterances[locale] ?? [];
}

/** Utterances of which those of one language are others. */
export function withUtterances(
  utterances: Utterances,
  said: readonly string[],
  locale: string,
  own: string,
): Utterances {
  const before = isList(utterances) ? { [own]: utterances } : utterances;
  const { [locale]: _old, ...others } = before;
  const all = said.length === 0 && locale !== own ? others : { ...before, [locale]: said };
  const tags = Object.keys(all);
  return tags.length <= 1 && (tags[0] ?? own) === own ? (all[own] ?? []) : all;
}

/**
 * A graph whose own texts are in another language than it said: what was given as the old one is the new one, unless that is there
 * already.
 */
export function withLanguage(graph: DialogGraph, language: string): DialogGraph {
  const old = languageOf(graph);
  if (language === old) return graph;
  const nodes = graph.nodes.map((node) => {
    const told = eachText(node, (text) => (typeof text === 'string' ? text : retagged(text, old, language)));
    if (told.type !== 'intent' || isList(told.utterances)) return told;
    return { ...told, utterances: retagged(told.utterances, old, language) };
  });
  return { ...graph, language, nodes };
}

function retagged<Said>(
  said: Readonly<Record<string, Said>>,
  old: string,
  language: string,
): Readonly<Record<string, Said>> {
  const { [old]: own, ...others } = said;
  return own === undefined || Object.hasOwn(said, language) ? said : { [language]: own, ...others };
}

/** All texts of a node that end users read. */
export function textsOf(node: DialogNode): readonly Text[] {
  const texts: Text[] = [];
  eachText(node, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The languages that a graph speaks, its own first. */
export function languagesOf(graph: DialogGraph): readonly string[] {
  const tags = graph.nodes.flatMap((node) => [
    ...textsOf(node).flatMap((text) => (typeof text === 'string' ? [] : Object.keys(text))),
    ...(node.type === 'intent' && !isList(node.utterances) ? Object.keys(node.utterances) : []),
  ]);
  return [...new Set([languageOf(graph), ...tags])];
}

/** A node of which every text is what the function makes of it. */
export function eachText(node: DialogNode, change: (text: Text) => Text): DialogNode {
  const maybe = (text: Text | undefined) => (text === undefined ? undefined : change(text));
  switch (node.type) {
    case 'entity':
      return { ...node, ...prompts(node, change), entity: withChoices(node.entity, change) };
    case 'confirmation':
      return { ...node, ...prompts(node, change) };
    case 'form':
      return {
        ...node,
        ...(node.heading !== undefined && { heading: maybe(node.heading) }),
        ...(node.intro !== undefined && { intro: maybe(node.intro) }),
        fields: node.fields.map((field) => ({ ...withChoices(field, change), label: change(field.label) })),
      };
    case 'message':
      return {
        ...node,
        variants: node.variants.map((variant) => variantWith(variant, change)),
        ...(node.channels && {
          channels: Object.fromEntries(
            Object.entries(node.channels).map(([channel, own]) => [
              channel,
              own.map((each) => variantWith(each, change)),
            ]),
          ),
        }),
      };
    default:
      return node;
  }
}

type Change = (text: Text) => Text;

function prompts(
  { prompts, errorPrompts }: { readonly prompts: readonly Text[]; readonly errorPrompts: readonly Text[] },
  change: Change,
) {
  return { prompts: prompts.map(change), errorPrompts: errorPrompts.map(change) };
}

function withChoices<Entity extends { readonly choices?: readonly { readonly title: Text }[] }>(
  entity: Entity,
  change: Change,
): Entity {
  if (!entity.choices) return entity;
  return { ...entity, choices: entity.choices.map((choice) => ({ ...choice, title: change(choice.title) })) };
}

type Card = NonNullable<MessageVariant['card']>;

function variantWith({ text, card }: MessageVariant, change: Change): MessageVariant {
  return { text: change(text), ...(card && { card: cardWith(card, change) }) };
}

function cardWith({ title, body, link }: Card, change: Change): Card {
  return {
    title: change(title),
    ...(body !== undefined && { body: change(body) }),
    // An address is the same in every language; it may hold placeholders all the same.
    ...(link && { link: { label: change(link.label), url: change(link.url) as string } }),
  };
}

function isList(utterances: Utterances): utterances is readonly string[] {
  return Array.isArray(utterances);
}
