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
