import type { DialogNode, Text } from '../../model.js';
import { templateFault, templateVariables } from '../../values/liquid.js';
import type { Survey } from '../survey.js';
import { textsIn } from '../texts.js';

interface PlacedTemplate {
  readonly path: string;
  readonly template: string;
}

const roots = new Set(['entities', 'results', 'error', 'endUser', 'now']);

/** Checks the Liquid of a node: that it parses, and that what it refers to can be known. */
export function checkTemplates(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  const warn = survey.report('warning', node);
  const templates = textsIn(node)
    .filter(({ isTemplate }) => isTemplate)
    .flatMap(({ path, text }) => eachLanguage(path, text));
  for (const { path, template } of templates) {
    const fault = templateFault(template);
    if (fault !== undefined) {
      error('invalid-template', path, `The text is not valid Liquid: ${fault}. Correct it.`);
      continue;
    }
    for (const variable of templateVariables(template)) {
      if (isKnown(survey, variable)) continue;
      warn(
        'unknown-variable',
        path,
        `Nothing gives "${variable.join('.')}" a value; it will be left empty. Name an entity, a result, or something else that is known.`,
      );
    }
  }
}

function isKnown(survey: Survey, [root = '', name]: readonly string[]): boolean {
  if (!roots.has(root)) return false;
  if (name === undefined) return true;
  if (root === 'entities') return survey.entities.has(name);
  return root !== 'results' || survey.hasResult(name);
}

function eachLanguage(path: string, text: Text): readonly PlacedTemplate[] {
  if (typeof text === 'string') return [{ path, template: text }];
  return Object.entries(text).map(([locale, template]) => ({ path: `${path}/${locale}`, template }));
}
