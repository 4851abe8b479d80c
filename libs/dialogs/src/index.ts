export * from './model.js';
export * from './protocol.js';
export { dialogStateVersion, type DialogState } from './state.js';
export { advance, DialogStateUnsupportedError, type AdvanceInput, type AdvanceResult } from './engine/advance.js';
export { checkGraph, type GraphProblem, type GraphSurroundings, type OperationInput } from './check/check-graph.js';
