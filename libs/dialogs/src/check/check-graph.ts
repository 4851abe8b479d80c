/** Something wrong with a graph: an error keeps a task from being saved, a warning does not. */
export interface GraphProblem {
  readonly severity: 'error' | 'warning';
  readonly nodeId?: string;
  /** JSON pointer into the graph. */
  readonly pointer: string;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
}

/** What is known of an operation when a graph is checked. */
export interface OperationInput {
  /** The properties that its input may have. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
}

/** What a graph is checked against. */
export interface GraphSurroundings {
  /** Operation id -> its input; nothing for an operation that does not exist. */
  readonly operations: (operationId: string) => OperationInput | undefined;
}

/** Finds what is wrong with a graph of unknown origin; never throws, and a graph without errors is a `DialogGraph`. */
export function checkGraph(graph: unknown, surroundings: GraphSurroundings): readonly GraphProblem[] {
  void graph;
  void surroundings;
  return [];
}
