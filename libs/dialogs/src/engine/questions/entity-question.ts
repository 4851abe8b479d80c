import type { DialogEntity, EntityNode, Text } from '../../model.js';
import type { MessageChoice, QuestionMessage } from '../../protocol.js';
import type { Frame } from '../../state.js';
import { wordsOf } from '../../texts/languages.js';
import { normalize } from '../../values/text.js';
import type { Turn } from '../turn.js';
import { wordQuestion } from './wording.js';

/** The entity that is asked for now, and how. */
export interface AskedEntity extends Pick<EntityNode, 'prompts' | 'errorPrompts' | 'retries' | 'onExhausted'> {
  readonly entity: DialogEntity;
  readonly title: Text;
}

/** The entity that a frame asks for: that of its node, or the first field of a form that is not done with. */
export function askedEntity(turn: Turn, frame: Frame): AskedEntity | undefined {
  const { wait } = frame;
  const node = turn.node(frame, frame.nodeId);
  if (wait.for !== 'answer') return undefined;
  if (node?.type === 'entity') return node;
  if (node?.type !== 'form') return undefined;
  const field = node.fields.find(({ name }) => !wait.passed?.includes(name));
  const { retries, onExhausted } = node;
  return field && { entity: field, title: field.label, prompts: [], errorPrompts: [], retries, onExhausted };
}

/** The question for one entity. */
export function entityQuestion(turn: Turn, frame: Frame, asked: AskedEntity): QuestionMessage {
  const { entity } = asked;
  const failures = frame.wait.for === 'answer' ? frame.wait.failures : 0;
  const complaint = turn.complaints.get(entity.name);
  const title = turn.localize(frame, asked.title);
  const line = wordQuestion(turn, frame, {
    kind: entity.kind,
    title,
    prompts: asked.prompts,
    errorPrompts: asked.errorPrompts,
    failures,
    ...(complaint && { complaint }),
  });
  const hint = skipHint(turn, entity, line.text);
  const choices = choicesOf(turn, frame, entity);
  const listed = entity.kind === 'choice' ? choices?.map((choice, i) => `${i + 1}. ${choice.title}`) : undefined;
  const extend = (text: string) => [text, ...(listed ?? []), hint].filter(Boolean).join('\n');
  return {
    kind: 'question',
    text: extend(line.text),
    ...(line.transcriptText !== undefined && { transcriptText: extend(line.transcriptText) }),
    ...(listed && { title: line.text }),
    ...(choices && { choices }),
  };
}

/** The few answers that an entity has, in the language of the conversation. */
export function choicesOf(turn: Turn, frame: Frame, { kind, choices = [] }: DialogEntity): MessageChoice[] | undefined {
  if (kind === 'choice') return choices.map(({ value, title }) => ({ value, title: turn.localize(frame, title) }));
  return kind === 'yes-no' ? yesNoChoices(turn) : undefined;
}

/** The buttons of a question that is answered by yes or no. */
export function yesNoChoices({ texts }: Turn): MessageChoice[] {
  return [
    { value: 'yes', title: texts.yes },
    { value: 'no', title: texts.no },
  ];
}

/** Tells that an optional value may be skipped, unless the prompt does. */
function skipHint({ texts }: Turn, { requirement }: DialogEntity, prompt: string): string {
  if (requirement !== 'optional') return '';
  const words = wordsOf('skip', texts);
  const saysSo = normalize(prompt)
    .split(' ')
    .some((word) => words.has(word));
  return saysSo ? '' : texts.skipHint;
}
