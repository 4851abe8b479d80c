/** What was, what is, and what was undone; all of them share what did not change. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last change was about, and when: more of the same soon after joins it. */
  readonly last?: { readonly about: string; readonly at: number };
}

const longestPast = 200;
const pauseMs = 1_200;

/** A history that begins. */
export function begin<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] };
}

/** A change; typing in one field (`about`) joins the change before it unless there was a pause. `at` is in milliseconds. */
export function record<Value>(
  history: History<Value>,
  next: Value,
  { about, at }: { readonly about?: string; readonly at: number },
): History<Value> {
  if (next === history.present) return history;
  const last = about === undefined ? undefined : { about, at };
  const joins = about !== undefined && history.last?.about === about && at - history.last.at < pauseMs;
  if (joins) return { ...history, present: next, future: [], last };
  return { past: [...history.past, history.present].slice(-longestPast), present: next, future: [], last };
}

/** One step back. */
export function undo<Value>({ past, present, future }: History<Value>): History<Value> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** One step forth again. */
export function redo<Value>({ past, present, future }: History<Value>): History<Value> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
