import type { DialogEntity, DialogNode, EntityKind } from '../../model.js';
import { referencesIn, type Survey } from '../survey.js';

/** The parts that the values of a kind have. */
const parts: { readonly [Kind in EntityKind]?: readonly string[] } = {
  money: ['amount', 'currency'],
  person: ['first', 'last', 'full'],
  attachment: ['id', 'name', 'mediaType', 'size', 'url'],
};

/** Checks that references lead to entities, parts of them, and results of this task. */
export function checkReferences(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  for (const { path, reference } of referencesIn(node)) {
    if (reference.from === 'result' && !survey.hasResult(reference.node)) {
      const message = `There is no service node "${reference.node}" that could have a result. Name one, or another source.`;
      error('unknown-result', path, message);
    }
    if (reference.from !== 'entity') continue;
    const { name, pointer = '' } = reference;
    const entities = survey.entities.get(name);
    if (!entities) {
      error(
        'unknown-entity',
        path,
        `No node of this task asks for "${name}". Add an entity node for it, or name another.`,
      );
    } else if (!entities.some((entity) => hasPart(entity, pointer))) {
      const known = entities.flatMap(({ kind }) => parts[kind] ?? []);
      const cure =
        known.length === 0 ? 'Leave the pointer out' : `It has ${known.map((part) => `/${part}`).join(', ')}`;
      error('unknown-part', `${path}/pointer`, `The value of "${name}" has no part "${pointer}". ${cure}.`);
    }
  }
}

function hasPart({ kind, multiple }: DialogEntity, pointer: string): boolean {
  if (pointer === '') return true;
  if (kind === 'choice' && multiple) return /^\/\d+$/.test(pointer);
  return parts[kind]?.includes(pointer.slice(1)) ?? false;
}
