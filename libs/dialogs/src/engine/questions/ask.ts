import type { EntityNode, Text } from '../../model.js';
import type { MessageChoice, QuestionMessage } from '../../protocol.js';
import type { Frame, ServiceStage } from '../../state.js';
import { wordsOf } from '../../texts/languages.js';
import { normalize } from '../../values/text.js';
import { isAt, linkChoices, retryChoices } from '../services/authorization.js';
import { renderLine, type Line } from '../flow/speak.js';
import type { Turn } from '../turn.js';

/** The stages of a service node in which the end user is asked something that has a few answers. */
const offerStages: readonly ServiceStage[] = ['link-offered', 'retry-offered'];

/** The frame whose question the end user answers now: the youngest that has one. */
export function focusOf(frames: readonly Frame[]): Frame | undefined {
  return frames.findLast((frame) => frame.wait.for === 'answer' || isAt(frame, offerStages));
}

/** Asks the question in focus when it is new, or asks it again when other things were said in between. */
export function askFocus(turn: Turn): void {
  const focus = focusOf(turn.frames);
  if (!focus) return;
  const isNew = !turn.before.frames.some(({ wait }) => wait === focus.wait);
  const isInFocusAnew = focusOf(turn.before.frames)?.id !== focus.id;
  if (!isNew && !isInFocusAnew && turn.messages.length === 0) return;
  const question = makeQuestion(turn, focus, isNew);
  if (question) turn.messages.push(isNew ? question : withPrefix(turn.texts.backTo(focus.taskName), question));
}

function makeQuestion(turn: Turn, focus: Frame, isNew: boolean): QuestionMessage | undefined {
  if (isAt(focus, ['link-offered'])) {
    const text = turn.texts.offerLink(turn.step(focus).system);
    return { kind: 'question', text, choices: linkChoices(turn) };
  }
  if (isAt(focus, ['retry-offered'])) {
    return { kind: 'question', text: turn.texts.offerRetry, choices: retryChoices(turn) };
  }
  const node = turn.entityNode(focus);
  return node && entityQuestion(turn, focus, node, isNew);
}

function entityQuestion(turn: Turn, focus: Frame, node: EntityNode, isNew: boolean): QuestionMessage {
  const failures = focus.wait.for === 'answer' ? focus.wait.failures : 0;
  const prompt = renderLine(turn, focus, nth(node.prompts, failures)) ?? { text: turn.texts.askFor(node.title) };
  const line = failures > 0 && isNew ? complain(turn, focus, node, { prompt, failures }) : prompt;
  const hint = skipHint(turn, node, line.text);
  const choices = choicesOf(turn, focus, node);
  const listed = node.entity.kind === 'choice' ? choices?.map(({ title }, i) => `${i + 1}. ${title}`) : undefined;
  const extend = (text: string) => [text, ...(listed ?? []), hint].filter(Boolean).join('\n');
  return {
    kind: 'question',
    text: extend(line.text),
    ...(line.transcriptText !== undefined && { transcriptText: extend(line.transcriptText) }),
    ...(listed && { title: line.text }),
    ...(choices && { choices }),
  };
}

/** What is said to an answer that could not be used: the task's error prompt, or the engine's own words and the question. */
function complain(
  turn: Turn,
  focus: Frame,
  { errorPrompts, prompts, entity }: EntityNode,
  { prompt, failures }: { readonly prompt: Line; readonly failures: number },
): Line {
  const { complaint, texts } = turn;
  const tooLong = complaint?.invalid === 'length' ? [{ text: texts.tooLong(complaint.limit) }] : [];
  const errorPrompt = errorPrompts.length > 0 && renderLine(turn, focus, nth(errorPrompts, failures - 1));
  if (!errorPrompt) return joined([...(tooLong.length > 0 ? tooLong : [{ text: texts.invalid[entity.kind] }]), prompt]);
  return joined([...tooLong, errorPrompt, ...(prompts.length > failures ? [prompt] : [])]);
}

function choicesOf(turn: Turn, focus: Frame, { entity }: EntityNode): readonly MessageChoice[] | undefined {
  if (entity.kind === 'choice') {
    return (entity.choices ?? []).map(({ value, title }) => ({ value, title: turn.localize(focus, title) }));
  }
  if (entity.kind !== 'yes-no') return undefined;
  return [
    { value: 'yes', title: turn.texts.yes },
    { value: 'no', title: turn.texts.no },
  ];
}

/** Tells that an optional value may be skipped, unless the prompt does. */
function skipHint({ texts }: Turn, { entity }: EntityNode, prompt: string): string {
  if (entity.requirement !== 'optional') return '';
  const words = wordsOf('skip', texts);
  return normalize(prompt)
    .split(' ')
    .some((word) => words.has(word))
    ? ''
    : texts.skipHint;
}

function withPrefix(prefix: string, question: QuestionMessage): QuestionMessage {
  const { text, title, transcriptText } = question;
  return {
    ...question,
    text: `${prefix} ${text}`,
    ...(title !== undefined && { title: `${prefix} ${title}` }),
    ...(transcriptText !== undefined && { transcriptText: `${prefix} ${transcriptText}` }),
  };
}

function joined(lines: readonly Line[]): Line {
  const text = lines.map((line) => line.text).join('\n');
  if (lines.every(({ transcriptText }) => transcriptText === undefined)) return { text };
  return { text, transcriptText: lines.map((line) => line.transcriptText ?? line.text).join('\n') };
}

function nth(templates: readonly Text[], index: number): Text {
  return templates[Math.min(index, templates.length - 1)] ?? '';
}
