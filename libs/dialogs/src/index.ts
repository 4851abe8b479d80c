export type {
  Choice,
  ComparisonOperator,
  Condition,
  DecisionNode,
  DialogGraph,
  DialogNode,
  DialogNodeType,
  EndNode,
  EntityKind,
  EntityNode,
  IntentNode,
  JsonValue,
  MessageCard,
  MessageNode,
  MessageVariant,
  Reference,
  ServiceNode,
  Transition,
  TransitionTarget,
} from './model.js';
export type {
  AuthorizationFailure,
  AuthorizationLink,
  AuthorizationLinkMessage,
  DialogContext,
  DialogEffect,
  DialogEvent,
  DialogTask,
  EffectEvent,
  MessageChoice,
  OutgoingMessage,
  QuestionMessage,
  TextMessage,
} from './protocol.js';
export { dialogStateVersion, type DialogState } from './state.js';
export { advance, DialogStateUnsupportedError, type AdvanceInput, type AdvanceResult } from './engine/advance.js';
export { checkGraph } from './check/check-graph.js';
export type { GraphProblem } from './check/problem.js';
export type { GraphSurroundings, OperationInput } from './check/survey.js';
export { dialogSchemas } from './check/schemas.js';
