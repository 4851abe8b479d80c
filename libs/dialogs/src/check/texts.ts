import type { DialogNode, EntityNode, FormNode, MessageNode, MessageVariant, Text } from '../model.js';
import { entitiesOf } from '../values/entities-of.js';

/** A text of a node, and the path that leads to it. */
export interface PlacedText {
  readonly path: string;
  readonly text: Text;
  /** It is rendered with Liquid. */
  readonly isTemplate: boolean;
}

/** All that end users read of a node. */
export function textsIn(node: DialogNode): readonly PlacedText[] {
  const choices = entitiesOf(node).flatMap((entity, at) =>
    (entity.choices ?? []).map(({ title }, i) => ({
      path: `${node.type === 'form' ? `/fields/${at}` : '/entity'}/choices/${i}/title`,
      text: title,
      isTemplate: false,
    })),
  );
  return [...templatesIn(node), ...choices];
}

function templatesIn(node: DialogNode): readonly PlacedText[] {
  if (node.type === 'entity' || node.type === 'confirmation') return promptsIn(node);
  if (node.type === 'form') return formTexts(node);
  return node.type === 'message' ? messageTexts(node) : [];
}

function promptsIn({ prompts, errorPrompts }: Pick<EntityNode, 'prompts' | 'errorPrompts'>): readonly PlacedText[] {
  return [
    ...prompts.map((text, i) => ({ path: `/prompts/${i}`, text, isTemplate: true })),
    ...errorPrompts.map((text, i) => ({ path: `/errorPrompts/${i}`, text, isTemplate: true })),
  ];
}

function formTexts({ heading, intro, fields }: FormNode): readonly PlacedText[] {
  const labels = fields.map(({ label }, i) => ({ path: `/fields/${i}/label`, text: label, isTemplate: true }));
  return [...present('', { '/heading': heading, '/intro': intro }), ...labels];
}

function messageTexts({ variants, channels = {} }: MessageNode): readonly PlacedText[] {
  const elsewhere = Object.entries(channels);
  return [
    ...variantTexts('/variants', variants),
    ...elsewhere.flatMap(([channel, own]) => variantTexts(`/channels/${channel}`, own)),
  ];
}

function variantTexts(base: string, variants: readonly MessageVariant[]): readonly PlacedText[] {
  return variants.flatMap(({ text, card }, i) => [
    { path: `${base}/${i}/text`, text, isTemplate: true },
    ...(card ? present(`${base}/${i}/card`, { '/title': card.title, '/body': card.body }) : []),
    ...(card?.link ? present(`${base}/${i}/card/link`, { '/label': card.link.label, '/url': card.link.url }) : []),
  ]);
}

function present(base: string, texts: { readonly [path: string]: Text | undefined }): readonly PlacedText[] {
  return Object.entries(texts).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path: base + path, text, isTemplate: true }],
  );
}
