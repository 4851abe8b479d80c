export type {
  Choice,
  ComparisonOperator,
  Condition,
  ConfirmationNode,
  DecisionNode,
  DialogEntity,
  DialogGraph,
  DialogNode,
  DialogNodeType,
  EndNode,
  EntityField,
  EntityKind,
  EntityNode,
  FormNode,
  GroupNode,
  IntentNode,
  JsonValue,
  MessageCard,
  MessageNode,
  MessageVariant,
  Reference,
  ServiceNode,
  ServiceSample,
  Text,
  Transition,
  TransitionTarget,
  Utterances,
} from './model.js';
export type {
  Attachment,
  AuthorizationFailure,
  AuthorizationLink,
  AuthorizationLinkMessage,
  Card,
  Connection,
  DialogContext,
  DialogEffect,
  DialogEvent,
  DialogTask,
  EffectEvent,
  FormField,
  FormMessage,
  MessageChoice,
  OutgoingMessage,
  QuestionMessage,
  TextMessage,
  TraceStep,
  TraceStepKind,
  UserMessage,
} from './protocol.js';
export { dialogStateVersion, type DialogState, type ServiceStage } from './state.js';
export { advance, DialogStateUnsupportedError, type AdvanceInput, type AdvanceResult } from './engine/advance.js';
export { awaitedOperation } from './engine/services/authorization.js';
export type { IntentRecognizer, IntentSurroundings, RankedIntent } from './intents/recognizer.js';
export { checkGraph } from './check/check-graph.js';
export type { GraphProblem } from './check/problem.js';
export type { GraphSurroundings, OperationInput } from './check/survey.js';
export { dialogSchemas } from './check/schemas.js';
