import type { MessageCard, MessageNode, MessageVariant, Text } from '../../model.js';
import type { Card, TextMessage } from '../../protocol.js';
import { render } from '../../values/liquid.js';
import { redactEchoes, redactValues } from '../../values/redaction.js';
import type { Run, Turn } from '../turn.js';

/** A text for the end user, and the one to store where the two differ. */
export interface Line {
  readonly text: string;
  readonly transcriptText?: string;
}

/** Renders a template of a task, for the end user and for the transcript; `undefined` when nothing comes out of it. */
export function renderLine(turn: Turn, run: Run, source: Text): Line | undefined {
  const template = turn.localize(run, source);
  const values = turn.values(run);
  const text = render(template, values);
  if (!text) return undefined;
  const sensitive = turn.sensitive(run);
  const redacted = sensitive.size > 0 && redactValues(values, sensitive);
  if (!redacted) return { text };
  const transcriptText = redactEchoes(render(template, redacted) ?? '', values, sensitive);
  return transcriptText === text ? { text } : { text, transcriptText };
}

/** Says the next variant of a message node, and counts it; one that comes out empty is left unsaid. */
export function speak(turn: Turn, run: Run, node: MessageNode): Run {
  const count = Object.hasOwn(run.spoken, node.id) ? (run.spoken[node.id] ?? 0) : 0;
  const variants = variantsFor(turn, node);
  const variant = variants[count % variants.length];
  const message = variant && toMessage(turn, run, variant);
  if (message) {
    turn.send(message, run);
    turn.spoke.add(run.id);
  }
  return { ...run, spoken: { ...run.spoken, [node.id]: count + 1 } };
}

/** What a node says where the end user is. */
function variantsFor({ context }: Turn, { variants, channels = {} }: MessageNode): readonly MessageVariant[] {
  const { channel } = context.endUser;
  return (channel !== undefined && Object.hasOwn(channels, channel) && channels[channel]) || variants;
}

function toMessage(turn: Turn, run: Run, { text, card: template }: MessageVariant): TextMessage | undefined {
  const rendered = template && renderCard(turn, run, template);
  const line = renderLine(turn, run, text);
  if (rendered) return { kind: 'text', ...besideCard(line, rendered), card: rendered.card };
  if (line) return { kind: 'text', ...line };
  const isFaulty = render(turn.localize(run, text), turn.values(run)) === undefined;
  return isFaulty ? { kind: 'text', text: turn.texts.unreadable } : undefined;
}

/** The text beside a card; where the card is to be kept out of transcripts, the text to store stands for both. */
function besideCard(line: Line | undefined, { card, isSensitive }: RenderedCard): Line {
  if (!isSensitive) return line ?? { text: card.title };
  return { text: line?.text ?? card.title, transcriptText: line ? (line.transcriptText ?? line.text) : '••••' };
}

interface RenderedCard {
  readonly card: Card;
  /** It holds what is to be kept out of transcripts. */
  readonly isSensitive: boolean;
}

/** A card without a title is not shown; a link that leads nowhere on the web is left out. */
function renderCard(turn: Turn, run: Run, template: MessageCard): RenderedCard | undefined {
  const lines = [template.title, template.body, template.link?.url, template.link?.label].map((text) =>
    text === undefined ? undefined : renderLine(turn, run, text),
  );
  const [title = '', body, url = '', label] = lines.map((line) => line?.text);
  if (!title) return undefined;
  const link = isOnTheWeb(url) && { link: { label: label || title, url } };
  return {
    card: { title, ...(body && { body }), ...link },
    isSensitive: lines.some((line) => line?.transcriptText !== undefined),
  };
}

function isOnTheWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
