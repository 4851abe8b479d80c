import type { DialogNode } from '../model.js';
import { templateFault, templateVariables } from '../values/liquid.js';
import type { Survey } from './survey.js';

interface PlacedTemplate {
  readonly path: string;
  readonly template: string;
}

const roots = new Set(['entities', 'results', 'error', 'endUser', 'now']);

/** Checks the Liquid of a node: that it parses, and that what it refers to can be known. */
export function checkTemplates(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  const warn = survey.report('warning', node);
  for (const { path, template } of templatesIn(node)) {
    const fault = templateFault(template);
    if (fault !== undefined) {
      error('invalid-template', path, `The text is not valid Liquid: ${fault}.`);
      continue;
    }
    for (const variable of templateVariables(template)) {
      if (isKnown(survey, variable)) continue;
      warn('unknown-variable', path, `Nothing gives "${variable.join('.')}" a value; it will be left empty.`);
    }
  }
}

function isKnown(survey: Survey, [root = '', name]: readonly string[]): boolean {
  if (!roots.has(root)) return false;
  if (name === undefined) return true;
  if (root === 'entities') return survey.entities.has(name);
  return root !== 'results' || survey.hasResult(name);
}

function templatesIn(node: DialogNode): readonly PlacedTemplate[] {
  if (node.type === 'entity')
    return [...listed('/prompts', node.prompts), ...listed('/errorPrompts', node.errorPrompts)];
  if (node.type !== 'message') return [];
  return node.variants.flatMap(({ text, card }, i) => [
    { path: `/variants/${i}/text`, template: text },
    ...(card ? present(`/variants/${i}/card`, { '/title': card.title, '/body': card.body }) : []),
    ...(card?.link ? present(`/variants/${i}/card/link`, { '/label': card.link.label, '/url': card.link.url }) : []),
  ]);
}

function listed(path: string, templates: readonly string[]): readonly PlacedTemplate[] {
  return templates.map((template, i) => ({ path: `${path}/${i}`, template }));
}

function present(base: string, templates: { readonly [path: string]: string | undefined }): readonly PlacedTemplate[] {
  return Object.entries(templates).flatMap(([path, template]) =>
    template === undefined ? [] : [{ path: base + path, template }],
  );
}
