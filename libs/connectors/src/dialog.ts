import type { DialogGraph } from '#dialogs';

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
