import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Static } from 'typebox';
import type {
  Condition,
  ConfirmationNode,
  DecisionNode,
  DialogGraph,
  EndNode,
  EntityNode,
  FormNode,
  GroupNode,
  IntentNode,
  MessageNode,
  MessageVariant,
  ServiceNode,
  ServiceSample,
  Transition,
} from '../model.js';
import { dialogSchemas } from './schemas.js';

describe('the schema of a graph', () => {
  it('describes the same nodes as the types', () => {
    type Schemas = typeof dialogSchemas;
    expectTypeOf<Static<Schemas['DialogIntentNode']>>().toExtend<IntentNode>();
    expectTypeOf<Static<Schemas['DialogEntityNode']>>().toExtend<EntityNode>();
    expectTypeOf<Static<Schemas['DialogFormNode']>>().toExtend<FormNode>();
    expectTypeOf<Static<Schemas['DialogConfirmationNode']>>().toExtend<ConfirmationNode>();
    expectTypeOf<Static<Schemas['DialogGroupNode']>>().toExtend<GroupNode>();
    expectTypeOf<Static<Schemas['DialogServiceNode']>>().toExtend<ServiceNode>();
    expectTypeOf<Static<Schemas['DialogMessageNode']>>().toExtend<MessageNode>();
    expectTypeOf<Static<Schemas['DialogMessageVariant']>>().toExtend<MessageVariant>();
    expectTypeOf<Static<Schemas['DialogServiceSample']>>().toExtend<ServiceSample>();
    expectTypeOf<Static<Schemas['DialogDecisionNode']>>().toExtend<DecisionNode>();
    expectTypeOf<Static<Schemas['DialogEndNode']>>().toExtend<EndNode>();
    expectTypeOf<Static<Schemas['DialogGraph']>>().toExtend<DialogGraph>();
    expectTypeOf<Static<Schemas['DialogCondition']>>().toExtend<Condition>();
    expectTypeOf<Static<Schemas['DialogTransition']>>().toExtend<Transition>();
    expectTypeOf<keyof EntityNode>().toEqualTypeOf<keyof Static<Schemas['DialogEntityNode']>>();
    expectTypeOf<keyof EntityNode['entity']>().toEqualTypeOf<keyof Static<Schemas['DialogEntityNode']>['entity']>();
    expectTypeOf<keyof FormNode>().toEqualTypeOf<keyof Static<Schemas['DialogFormNode']>>();
    expectTypeOf<keyof ConfirmationNode>().toEqualTypeOf<keyof Static<Schemas['DialogConfirmationNode']>>();
    expectTypeOf<keyof GroupNode>().toEqualTypeOf<keyof Static<Schemas['DialogGroupNode']>>();
    expectTypeOf<keyof ServiceNode>().toEqualTypeOf<keyof Static<Schemas['DialogServiceNode']>>();
    expectTypeOf<keyof MessageNode>().toEqualTypeOf<keyof Static<Schemas['DialogMessageNode']>>();
  });

  it('tells nodes and references apart by the values of one property', () => {
    const { DialogNode: node, DialogReference: reference } = JSON.parse(JSON.stringify(dialogSchemas)) as Record<
      string,
      { readonly discriminator: { readonly mapping: Record<string, string> }; readonly oneOf: readonly unknown[] }
    >;
    expect(node?.discriminator.mapping).toMatchObject({ message: '#/components/schemas/DialogMessageNode' });
    expect(Object.keys(node?.discriminator.mapping ?? {})).toHaveLength(node?.oneOf.length ?? 0);
    expect(reference?.discriminator.mapping).toMatchObject({
      'end-user': '#/components/schemas/DialogEndUserReference',
    });
  });

  it('is plain JSON whose references stay within the document', () => {
    const text = JSON.stringify(dialogSchemas);
    const targets = [...text.matchAll(/:"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(targets.length).toBeGreaterThan(30);
    expect(Object.keys(dialogSchemas)).toEqual(expect.arrayContaining(targets));
  });
});
