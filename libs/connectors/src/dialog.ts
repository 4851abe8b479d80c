import type { Condition, DialogEntity, DialogGraph, DialogNode, JsonValue, Reference, ServiceNode } from '#dialogs';
import type { Static } from 'typebox';
import type { ConnectorErrorCode } from './errors.js';
import type { Operation } from './operation.js';

/** A dialog task that a connector ships, ready to be copied into a bot. */
export interface DialogTemplate {
  /** Unique in the connector: `create-lead`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Grows with each change, so that an upgrade can be offered. */
  readonly version: number;
  readonly graph: DialogGraph;
  /** Ids of the operations that the graph runs. */
  readonly requires: readonly string[];
}

/** What `defineDialogTemplate` takes: the operations themselves, so that the compiler knows their inputs and outputs. */
export interface DialogTemplateDefinition<Operations, Nodes> extends Omit<DialogTemplate, 'graph' | 'requires'> {
  readonly operations: Operations;
  readonly nodes: Nodes & CheckedNodes<Nodes, Operations>;
}

/**
 * Declares a dialog template. What does not compile: an operation that is not among `operations`; an input that is
 * missing, unknown or of the wrong type; a reference to an entity, a result or an output field that does not exist; a
 * transition to nowhere.
 */
export function defineDialogTemplate<
  const Operations extends readonly Operation[],
  const Nodes extends readonly DialogNode[],
>(definition: DialogTemplateDefinition<Operations, Nodes>): DialogTemplate {
  const { operations, nodes, ...template } = definition;
  return { ...template, graph: { schemaVersion: 1, nodes }, requires: operations.map(({ id }) => id) };
}

/** The condition that the operation failed with one of these codes. */
export function failedWith(...codes: readonly ConnectorErrorCode[]) {
  const isOne = codes.map((code) => ({
    left: { from: 'error', name: 'code' } as const,
    operator: 'equals' as const,
    right: { from: 'value', value: code } as const,
  }));
  return { any: isOne };
}

type CheckedNodes<Nodes, Operations> = {
  readonly [Index in keyof Nodes]: CheckedNode<Nodes[Index], Nodes, Operations>;
};

type CheckedNode<Node, Nodes, Operations> = {
  readonly [Key in keyof Node]: Key extends keyof CheckedParts<Node, Nodes, Operations>
    ? CheckedParts<Node, Nodes, Operations>[Key]
    : Key extends 'onExhausted' | 'onTimeout' | 'onNo' | 'start' | 'group'
      ? Among<Node[Key], Target<Nodes>, 'There is no such node'>
      : Node[Key];
};

/** The parts of nodes that point at something; whatever the type of the node, their names mean the same. */
type CheckedParts<Node, Nodes, Operations> = {
  readonly transitions: readonly CheckedTransition<Nodes, Operations>[];
  readonly operation: Among<OperationIn<Node>, OperationOf<Operations>['id'], 'Not one of the operations above'>;
  readonly input: CheckedInput<Node, Nodes, Operations>;
  readonly onFailure: readonly CheckedTransition<Nodes, Operations>[];
};

/** The value where it is allowed; a readable compiler message where it is not. */
type Among<Value, Allowed, Problem> = Value extends Allowed | undefined ? Value : { readonly problem: Problem };
type OperationIn<Node> = Node extends { readonly operation: infer Id } ? Id : never;

type CheckedTransition<Nodes, Operations> = {
  readonly when?: CheckedCondition<KnownReference<Nodes, Operations> | Extract<Reference, { from: 'value' }>>;
  readonly to: Target<Nodes>;
};

type CheckedCondition<Known> =
  | { readonly all: readonly CheckedCondition<Known>[] }
  | { readonly any: readonly CheckedCondition<Known>[] }
  | { readonly not: CheckedCondition<Known> }
  | { readonly left: Known; readonly operator: OperatorOf<Condition>; readonly right?: Known };

type OperatorOf<Conditions> = Conditions extends { readonly operator: infer Operator } ? Operator : never;

/** Every input of the operation by its own rule; what the operation does not know may not be there. */
type CheckedInput<Node, Nodes, Operations> = Node extends { operation: infer Id; input: infer Given }
  ? InputOf<Id, Operations> extends infer Input
    ? {
        readonly [Key in keyof Input]: undefined extends Input[Key]
          ? KnownReference<Nodes, Operations> | ValueOf<Input[Key]>
          : RequiredReference<Nodes, Operations> | ValueOf<Input[Key]>;
      } & { readonly [Key in Exclude<keyof Given, keyof Input>]: never }
    : never
  : never;

type KnownReference<Nodes, Operations> = EntityReference<Nodes, DialogEntity> | GivenReference<Nodes, Operations>;

/** For an input that must be there: an entity that may stay unanswered does not do. */
type RequiredReference<Nodes, Operations> =
  EntityReference<Nodes, { readonly requirement: 'mandatory' }> | GivenReference<Nodes, Operations>;

type GivenReference<Nodes, Operations> =
  ResultReference<ServicesOf<Nodes>, Operations> | Extract<Reference, { from: 'error' | 'end-user' }>;

type EntityReference<Nodes, Kind> = {
  readonly from: 'entity';
  readonly name: Extract<EntityOf<NodeOf<Nodes>>, Kind> extends infer Found
    ? Found extends { name: infer Name }
      ? Name
      : never
    : never;
  readonly pointer?: string;
};

/** What a node asks for: the entity of an entity node, or each field of a form. */
type EntityOf<Node> = Node extends { type: 'entity'; entity: infer Asked }
  ? Asked
  : Node extends { type: 'form'; fields: readonly (infer Field)[] }
    ? Field
    : never;

type ResultReference<Service, Operations> = Service extends { id: infer Id; operation: infer Called }
  ? { readonly from: 'result'; readonly node: Id; readonly pointer: PointerInto<OutputOf<Called, Operations>> }
  : never;

type PointerInto<Output> = '' | `/${keyof Output & string}` | `/${keyof Output & string}/${string}`;
type ValueOf<Value> = { readonly from: 'value'; readonly value: Exclude<Value, undefined> & JsonValue };

type NodeOf<Nodes> = Nodes extends readonly (infer Node)[] ? Node : never;
type ServicesOf<Nodes> = Extract<NodeOf<Nodes>, Pick<ServiceNode, 'type'>>;
type Target<Nodes> = (NodeOf<Nodes> extends { id: infer Id } ? Id : never) | 'end' | 'return';

type OperationOf<Operations> = Operations extends readonly (infer Each extends Operation)[] ? Each : never;
type Called<Id, Operations> = Extract<OperationOf<Operations>, { readonly id: Id }>;
type InputOf<Id, Operations> = Static<Called<Id, Operations>['input']>;
type OutputOf<Id, Operations> = Static<Called<Id, Operations>['output']>;
