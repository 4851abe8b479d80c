import type { InvalidReading } from '../entities/read-entity.js';
import type { IntentRecognizer } from '../intents/recognizer.js';
import type { DialogEntity, DialogNode, DialogNodeType, JsonValue, Text, TransitionTarget } from '../model.js';
import type { DialogContext, DialogEffect, DialogTask, OutgoingMessage, TraceStepKind } from '../protocol.js';
import type { AccountQuestion, DialogState, Frame, TaskQuestion, Wait } from '../state.js';
import { textsFor } from '../texts/languages.js';
import type { Step, Texts } from '../texts/texts.js';
import type { KnownValues } from '../values/known-values.js';
import { localize } from '../values/localize.js';
import type { SensitiveEntities } from '../values/redaction.js';
import { cleanText } from '../values/text.js';
import { surveyOf, type GraphSurvey } from './graph-survey.js';
import { Trace } from './trace.js';

/** A run of a task between two waits. */
export type Run = Omit<Frame, 'wait'>;

/** An effect that has no key yet. */
export type NewEffect = DialogEffect extends infer Effect
  ? Effect extends DialogEffect
    ? Omit<Effect, 'key'>
    : never
  : never;

/** What a turn begins with. */
export interface TurnStart {
  readonly tasks: readonly DialogTask[];
  readonly before: DialogState;
  readonly context: DialogContext;
  readonly recognizer: IntentRecognizer;
}

/** A part of the end user's message, in UTF-16 units, and what is stored in its place. */
export interface HiddenPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Effects that are about an earlier effect, whose id they carry. */
const followUps: ReadonlySet<DialogEffect['type']> = new Set(['cancel-authorization', 'verify-authorization-code']);

/** The answer to one event while it is being made: what the conversation becomes, and what is said and done. */
export class Turn {
  readonly tasks: readonly DialogTask[];
  readonly before: DialogState;
  readonly context: DialogContext;
  readonly recognizer: IntentRecognizer;
  readonly texts: Texts;
  readonly messages: OutgoingMessage[] = [];
  readonly effects: DialogEffect[] = [];
  readonly trace = new Trace();
  /** Runs that said something of their own in this turn. */
  readonly spoke = new Set<number>();
  /** A task came to an end in this turn. */
  hasEndedTask = false;
  /** The step that an operation has just carried out. */
  doneStep: Step | undefined;
  /** Why answers to the question that is asked again now could not be used: by the name of the entity. */
  readonly complaints = new Map<string, InvalidReading>();
  /** Parts of the end user's message that are stored as something else. */
  readonly hidden: HiddenPart[] = [];
  taskQuestion: TaskQuestion | undefined;
  accountQuestion: AccountQuestion | undefined;
  frames: readonly Frame[];
  private counter: number;

  constructor({ tasks, before, context, recognizer }: TurnStart) {
    this.tasks = tasks;
    this.before = before;
    this.context = context;
    this.recognizer = recognizer;
    this.texts = textsFor(context.locale);
    this.frames = before.frames;
    this.taskQuestion = before.taskQuestion;
    this.accountQuestion = before.accountQuestion;
    this.counter = before.counter;
  }

  /** The conversation after this turn. */
  get state(): DialogState {
    const { version } = this.before;
    const { counter, frames, taskQuestion, accountQuestion } = this;
    return {
      version,
      counter,
      frames,
      ...(taskQuestion && { taskQuestion }),
      ...(accountQuestion && { accountQuestion }),
    };
  }

  nextNumber(): number {
    this.counter += 1;
    return this.counter;
  }

  /** Notes what happens; `run` tells where. */
  note(kind: TraceStepKind, detail: JsonValue, run?: Pick<Run, 'taskId' | 'nodeId'>): void {
    this.trace.add(kind, detail, run);
  }

  say(text: string, about: Pick<OutgoingMessage, 'authorization'> = {}): void {
    this.send({ kind: 'text', text: cleanText(text), ...about });
  }

  send(message: OutgoingMessage, run?: Pick<Run, 'taskId' | 'nodeId'>): void {
    this.messages.push(message);
    const isQuestion = message.kind === 'question' || message.kind === 'form';
    this.note(isQuestion ? 'asked' : 'said', { text: message.transcriptText ?? message.text }, run);
  }

  /** Adds an effect; its key is its own id, or a fresh one where it is about an earlier effect. `shown` is what the trace tells of it. */
  request(
    effect: NewEffect,
    run: Pick<Run, 'taskId' | 'nodeId'>,
    shown: { readonly [name: string]: JsonValue } = {},
  ): void {
    const key = followUps.has(effect.type) ? `e${this.nextNumber()}` : effect.effectId;
    this.effects.push({ ...effect, key });
    this.note('sent', { effect: effect.type, effectId: effect.effectId, ...shown }, run);
  }

  /** Keeps a run as it waits now: in its place, or on top when it is new. */
  park(run: Run, wait: Wait): void {
    const frame: Frame = { ...run, wait };
    const isKnown = this.frames.some(({ id }) => id === run.id);
    this.frames = isKnown ? this.frames.map((other) => (other.id === run.id ? frame : other)) : [...this.frames, frame];
    this.note('waiting', { for: wait.for === 'service' ? wait.stage : wait.for }, run);
  }

  /** Ends a run. */
  remove(run: Run, outcome: string): void {
    this.frames = this.frames.filter(({ id }) => id !== run.id);
    this.hasEndedTask = true;
    this.note('ended', { outcome }, run);
  }

  task(taskId: string): DialogTask | undefined {
    return this.tasks.find(({ id }) => id === taskId);
  }

  /** What is known of the graph of a run's task, if the task is still there. */
  survey(run: Pick<Run, 'taskId'>): GraphSurvey | undefined {
    const graph = this.task(run.taskId)?.graph;
    return graph && surveyOf(graph);
  }

  /** What a run's task wants to know by a name. */
  entity(run: Pick<Run, 'taskId'>, name: string): DialogEntity | undefined {
    return this.survey(run)?.entities.get(name)?.entity;
  }

  node(run: Pick<Run, 'taskId'>, nodeId: TransitionTarget): DialogNode | undefined {
    return this.survey(run)?.nodes.get(nodeId);
  }

  /** The node that a frame waits at, if it is still there and still of that type. */
  nodeOfType<Type extends DialogNodeType>(frame: Run, type: Type): Extract<DialogNode, { type: Type }> | undefined {
    const node = this.node(frame, frame.nodeId);
    return node?.type === type ? (node as Extract<DialogNode, { type: Type }>) : undefined;
  }

  /** What the run can refer to. */
  values({ entities, results, error }: Run): KnownValues {
    const { endUser, now } = this.context;
    return { entities, results, error, endUser, now };
  }

  /** The entities of a run that are to be kept out of transcripts. */
  sensitive(run: Run): SensitiveEntities {
    return this.survey(run)?.sensitive ?? new Map();
  }

  /** A text of a run's task in the language of the conversation. */
  localize(run: Pick<Run, 'taskId'>, text: Text): string {
    return localize(text, { locale: this.context.locale, language: this.task(run.taskId)?.graph.language });
  }

  /** The names of the task and of the system that a frame works with. */
  step({ taskName, wait }: Pick<Frame, 'taskName' | 'wait'>): Step {
    return { task: taskName, system: wait.for === 'service' ? this.systemOf(wait.operation) : '' };
  }

  /** The name that people know the system of an operation by. */
  systemOf(operation: string): string {
    const connectorId = operation.split('.')[0] ?? '';
    const { systems } = this.context;
    return (Object.hasOwn(systems, connectorId) ? systems[connectorId] : undefined) ?? connectorId;
  }
}
