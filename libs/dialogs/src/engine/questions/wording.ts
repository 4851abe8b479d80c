import type { InvalidReading } from '../../entities/read-entity.js';
import type { DialogEntity, Text } from '../../model.js';
import type { QuestionMessage } from '../../protocol.js';
import type { Frame } from '../../state.js';
import { renderLine, type Line } from '../flow/speak.js';
import type { Turn } from '../turn.js';

/** How a node words its question. */
export interface Wording {
  readonly kind: DialogEntity['kind'];
  /** What is asked for, where the prompts come out empty. */
  readonly title: string;
  readonly prompts: readonly Text[];
  readonly errorPrompts: readonly Text[];
  readonly failures: number;
  /** Why the answer that came just now could not be used. */
  readonly complaint?: InvalidReading;
}

/** The question as it is put now: after an answer that could not be used, with the task's error prompt or the engine's own words. */
export function wordQuestion(turn: Turn, frame: Frame, wording: Wording): Line {
  const { prompts, errorPrompts, failures, complaint, title, kind } = wording;
  const prompt = renderNth(turn, frame, prompts, failures) ?? { text: askFor(turn, title) };
  if (!complaint) return prompt;
  const broken = brokenBoundText(turn, complaint);
  const errorPrompt = renderNth(turn, frame, errorPrompts, failures - 1);
  if (!errorPrompt) return joined([{ text: broken ?? turn.texts.invalid[kind] }, prompt]);
  return joined([...(broken ? [{ text: broken }] : []), errorPrompt, ...(prompts.length > failures ? [prompt] : [])]);
}

/** Why a value could not be used, in the engine's own words. */
export function complaintText(turn: Turn, complaint: InvalidReading, kind: DialogEntity['kind']): string {
  return brokenBoundText(turn, complaint) ?? turn.texts.invalid[kind];
}

/** Lines below each other, for the end user and for the transcript. */
export function joined(lines: readonly Line[]): Line {
  const text = lines.map((line) => line.text).join('\n');
  if (lines.every(({ transcriptText }) => transcriptText === undefined)) return { text };
  return { text, transcriptText: lines.map((line) => line.transcriptText ?? line.text).join('\n') };
}

/** A question with a few words before it. */
export function withPrefix<Question extends QuestionMessage | { text: string; transcriptText?: string; title: string }>(
  prefix: string,
  question: Question,
): Question {
  const { text, title, transcriptText } = question;
  return {
    ...question,
    text: `${prefix} ${text}`,
    ...(title !== undefined && { title: `${prefix} ${title}` }),
    ...(transcriptText !== undefined && { transcriptText: `${prefix} ${transcriptText}` }),
  };
}

function brokenBoundText({ texts }: Turn, complaint: InvalidReading): string | undefined {
  if (complaint.invalid === 'length') return texts.tooLong(complaint.limit);
  if (complaint.invalid === 'min') return texts.tooSmall(String(complaint.limit));
  return complaint.invalid === 'max' ? texts.tooLarge(String(complaint.limit)) : undefined;
}

/** A title that is a question already stands as it is. */
function askFor({ texts }: Turn, title: string): string {
  return /[?？]\s*$/.test(title) ? title.trim() : texts.askFor(title);
}

/** The n-th of some templates, or the last; `undefined` where there is none, or nothing comes out of it. */
function renderNth(turn: Turn, frame: Frame, templates: readonly Text[], index: number): Line | undefined {
  const template = templates[Math.min(index, templates.length - 1)];
  return template === undefined ? undefined : renderLine(turn, frame, template);
}
