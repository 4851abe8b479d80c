import { useCommands } from '../../editor/use-editor.ts';
import type { DialogEntity, EntityNode } from '../../../../dialog-graph/graph.ts';
import { Section } from '../parts/section.tsx';
import { PromptFields } from './asking-fields.tsx';
import { EntityFields } from './entity-fields.tsx';

/** A question for one value. */
export function EntityForm({ node }: { readonly node: EntityNode }) {
  const { changeNode } = useCommands();
  const change = (patch: Partial<DialogEntity>, about?: string) =>
    changeNode(
      node.id,
      (at) => (at.type === 'entity' ? { ...at, entity: without({ ...at.entity, ...patch }) } : at),
      about,
    );
  return (
    <>
      <PromptFields node={node} />
      <Section title="Answer">
        <EntityFields nodeId={node.id} pointer="/entity" entity={node.entity} onChange={change} />
      </Section>
    </>
  );
}

/** An entity without the properties that are not set. */
export function without<Entity extends DialogEntity>(entity: Entity): Entity {
  return Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== undefined)) as unknown as Entity;
}
