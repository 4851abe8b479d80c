import { createContext, useContext } from 'react';
import type { Way } from '../graph/editing/edit.ts';
import type { Point } from '../../../dialog-graph/graph.ts';

/** What nodes and edges ask of the board that they stand on; points are on the screen. */
export interface BoardActions {
  readonly openAdd: (at: Point, way: Way) => void;
  readonly openNodeMenu: (at: Point, nodeId: string) => void;
}

/** The board around a node or an edge. */
export const BoardContext = createContext<BoardActions>({ openAdd: () => undefined, openNodeMenu: () => undefined });

/** The board around this component. */
export function useBoard(): BoardActions {
  return useContext(BoardContext);
}
