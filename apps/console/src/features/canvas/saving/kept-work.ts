import { isObject } from '../../../dialog-graph/shape.ts';
import type { Draft } from '../editor/state.ts';

/** Work that was not saved, and the version that it began from. */
export interface KeptWork extends Draft {
  readonly version: number;
  /** ISO 8601. */
  readonly keptAt: string;
}

/** A place for work that was not saved; the browser's own for this tab. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (taskId: string) => `attache.canvas.${taskId}`;

/** Keeps work against a crash; answers whether there was room. */
export function keepWork(shelf: Shelf, taskId: string, work: KeptWork): boolean {
  try {
    shelf.setItem(keyOf(taskId), JSON.stringify(work));
    return true;
  } catch {
    shelf.removeItem(keyOf(taskId));
    return false;
  }
}

/** Forgets work that is saved. */
export function forgetWork(shelf: Shelf, taskId: string): void {
  shelf.removeItem(keyOf(taskId));
}

/** The work that was kept of a task, as it was: half-written texts too. */
export function keptWork(shelf: Shelf, taskId: string): KeptWork | undefined {
  const text = shelf.getItem(keyOf(taskId));
  if (text === null) return undefined;
  try {
    const work: unknown = JSON.parse(text);
    return isWork(work) ? work : undefined;
  } catch {
    return undefined;
  }
}

function isWork(work: unknown): work is KeptWork {
  if (!isObject(work) || !isObject(work['graph']) || !Array.isArray(work['graph']['nodes'])) return false;
  return typeof work['name'] === 'string' && typeof work['version'] === 'number' && typeof work['keptAt'] === 'string';
}
