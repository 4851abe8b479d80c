import type { JsonValue } from '../model.js';
import type { TraceStep, TraceStepKind } from '../protocol.js';
import { shorten } from '../values/text.js';

const mostSteps = 500;
const longestText = 500;

/** Where in which task something happens. */
export interface TracePlace {
  readonly taskId: string;
  readonly nodeId: string;
}

/** What happens while an event is answered, in order. Whoever adds to it has redacted what is to be kept out of transcripts. */
export class Trace {
  private readonly kept: TraceStep[] = [];

  get steps(): readonly TraceStep[] {
    return this.kept;
  }

  /** Adds a step; of a turn that goes on and on, only the beginning is kept. */
  add(kind: TraceStepKind, detail: JsonValue, place?: TracePlace): void {
    if (this.kept.length >= mostSteps) return;
    const { taskId, nodeId } = place ?? {};
    this.kept.push({ kind, ...(taskId && { taskId }), ...(nodeId && { nodeId }), detail: cut(detail) });
  }
}

/** A value whose texts are short, and which is short as a whole. */
function cut(value: JsonValue): JsonValue {
  const json = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? shorten(part, longestText) : part,
  );
  return json.length > longestText * 10 ? shorten(json, longestText) : (JSON.parse(json) as JsonValue);
}
