import type { InvalidReading } from '../entities/read-entity.js';
import type { DialogGraph, DialogNode, DialogNodeType, EntityNode, ServiceNode, Text } from '../model.js';
import type { DialogContext, DialogEffect, DialogTask, OutgoingMessage } from '../protocol.js';
import type { DialogState, Frame, TaskQuestion, Wait } from '../state.js';
import { textsFor } from '../texts/languages.js';
import type { Step, Texts } from '../texts/texts.js';
import { localize } from '../values/localize.js';
import type { KnownValues } from '../values/known-values.js';
import type { SensitiveEntities } from '../values/redaction.js';
import { cleanText } from '../values/text.js';

/** A run of a task between two waits. */
export type Run = Omit<Frame, 'wait'>;

/** An effect that has no key yet. */
export type NewEffect = DialogEffect extends infer Effect
  ? Effect extends DialogEffect
    ? Omit<Effect, 'key'>
    : never
  : never;

const nodesOf = new WeakMap<DialogGraph, ReadonlyMap<string, DialogNode>>();
const sensitiveOf = new WeakMap<DialogGraph, SensitiveEntities>();

/** The answer to one event while it is being made: what the conversation becomes, and what is said and done. */
export class Turn {
  readonly texts: Texts;
  readonly messages: OutgoingMessage[] = [];
  readonly effects: DialogEffect[] = [];
  /** Runs that said something of their own in this turn. */
  readonly spoke = new Set<number>();
  /** A task came to an end in this turn. */
  hasEndedTask = false;
  /** The step that an operation has just carried out. */
  doneStep: Step | undefined;
  /** Why the answer to the question that is asked again now could not be used. */
  complaint: InvalidReading | undefined;
  taskQuestion: TaskQuestion | undefined;
  frames: readonly Frame[];
  private counter: number;

  constructor(
    readonly tasks: readonly DialogTask[],
    readonly before: DialogState,
    readonly context: DialogContext,
  ) {
    this.texts = textsFor(context.locale);
    this.frames = before.frames;
    this.taskQuestion = before.taskQuestion;
    this.counter = before.counter;
  }

  /** The conversation after this turn. */
  get state(): DialogState {
    const { version } = this.before;
    const { counter, frames, taskQuestion } = this;
    return taskQuestion ? { version, counter, frames, taskQuestion } : { version, counter, frames };
  }

  nextNumber(): number {
    this.counter += 1;
    return this.counter;
  }

  say(text: string): void {
    this.messages.push({ kind: 'text', text: cleanText(text) });
  }

  /** Adds an effect; its key is its own id, or a fresh one where it is about an earlier effect. */
  request(effect: NewEffect): void {
    const isNew = effect.type === 'run-operation' || effect.type === 'authorize';
    this.effects.push({ ...effect, key: isNew ? effect.effectId : `e${this.nextNumber()}` });
  }

  /** Keeps a run as it waits now: in its place, or on top when it is new. */
  park(run: Run, wait: Wait): void {
    const frame: Frame = { ...run, wait };
    const isKnown = this.frames.some(({ id }) => id === run.id);
    this.frames = isKnown ? this.frames.map((other) => (other.id === run.id ? frame : other)) : [...this.frames, frame];
  }

  remove({ id }: Pick<Frame, 'id'>): void {
    this.frames = this.frames.filter((frame) => frame.id !== id);
    this.hasEndedTask = true;
  }

  task(taskId: string): DialogTask | undefined {
    return this.tasks.find(({ id }) => id === taskId);
  }

  node(run: Pick<Run, 'taskId'>, nodeId: string): DialogNode | undefined {
    const graph = this.task(run.taskId)?.graph;
    return graph && nodesIn(graph).get(nodeId);
  }

  /** The node that a frame waits at, if it is still there and still of that type. */
  entityNode(frame: Run): EntityNode | undefined {
    return ofType('entity', this.node(frame, frame.nodeId));
  }

  /** The node that a frame waits at, if it is still there and still of that type. */
  serviceNode(frame: Run): ServiceNode | undefined {
    return ofType('service', this.node(frame, frame.nodeId));
  }

  /** What the run can refer to. */
  values({ entities, results, error }: Run): KnownValues {
    const { endUser, now } = this.context;
    return { entities, results, error, endUser, now };
  }

  /** The entities of a run that are to be kept out of transcripts. */
  sensitive(run: Run): SensitiveEntities {
    const graph = this.task(run.taskId)?.graph;
    return graph ? sensitiveIn(graph) : new Map();
  }

  /** A text of a run's task in the language of the conversation. */
  localize(run: Pick<Run, 'taskId'>, text: Text): string {
    return localize(text, { locale: this.context.locale, language: this.task(run.taskId)?.graph.language });
  }

  /** The names of the task and of the system that a frame works with. */
  step({ taskName, wait }: Pick<Frame, 'taskName' | 'wait'>): Step {
    const connectorId = wait.for === 'service' ? (wait.operation.split('.')[0] ?? '') : '';
    const { systems } = this.context;
    const system = Object.hasOwn(systems, connectorId) ? systems[connectorId] : undefined;
    return { task: taskName, system: system ?? connectorId };
  }
}

function ofType<Type extends DialogNodeType>(
  type: Type,
  node: DialogNode | undefined,
): Extract<DialogNode, { type: Type }> | undefined {
  return node?.type === type ? (node as Extract<DialogNode, { type: Type }>) : undefined;
}

function nodesIn(graph: DialogGraph): ReadonlyMap<string, DialogNode> {
  let nodes = nodesOf.get(graph);
  if (!nodes) {
    nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    nodesOf.set(graph, nodes);
  }
  return nodes;
}

function sensitiveIn(graph: DialogGraph): SensitiveEntities {
  let sensitive = sensitiveOf.get(graph);
  if (!sensitive) {
    const entities = graph.nodes.flatMap((node) => (node.type === 'entity' ? [node.entity] : []));
    sensitive = new Map(entities.flatMap(({ name, sensitive: how }) => (how ? [[name, how] as const] : [])));
    sensitiveOf.set(graph, sensitive);
  }
  return sensitive;
}
