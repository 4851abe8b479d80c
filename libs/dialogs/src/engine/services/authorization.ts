import type { AuthorizationLink, MessageChoice } from '../../protocol.js';
import type { Frame, ServiceStage, ServiceWait } from '../../state.js';
import type { Turn } from '../turn.js';

/** A frame that waits at a service node. */
export type ServiceFrame = Frame & { readonly wait: ServiceWait };

const mostEarlierLinks = 10;

/** The stages in which the end user has an authorization to finish. */
export const authorizationStages: ReadonlySet<ServiceStage> = new Set([
  'link-requested',
  'link-sent',
  'code-asked',
  'code-sent',
  'link-offered',
]);

/** Whether a frame waits at a service node, in one of some stages. */
export function isAt(frame: Frame, stages: ReadonlySet<ServiceStage> | readonly ServiceStage[]): frame is ServiceFrame {
  return frame.wait.for === 'service' && new Set(stages).has(frame.wait.stage);
}

/** Moves a service frame to another stage. */
export function toStage(turn: Turn, frame: ServiceFrame, stage: ServiceStage, wait: Partial<ServiceWait> = {}): void {
  turn.park(frame, { ...frame.wait, ...wait, stage });
}

/** Sends the end user a link. */
export function sendLink(turn: Turn, frame: ServiceFrame, link: AuthorizationLink): void {
  const { texts, context } = turn;
  const title = texts.linkTitle(link.systemName);
  const intro = texts.linkText({ task: frame.taskName, system: link.systemName }, context.botName);
  const scopes = texts.linkScopes(link.scopesInWords);
  const lines = (url: string) => [intro, url, scopes, texts.linkHint].filter(Boolean).join('\n');
  turn.messages.push({
    kind: 'authorization-link',
    text: lines(link.url),
    transcriptText: lines(texts.linkOmitted),
    title,
    card: {
      title,
      body: [intro, scopes].filter(Boolean).join('\n'),
      link: { label: texts.linkLabel(link.systemName), url: link.url },
    },
    expiresAt: link.expiresAt,
  });
  toStage(turn, frame, 'link-sent');
}

/** Asks for a fresh link, unless one is on its way. */
export function requestLink(turn: Turn, frame: ServiceFrame): void {
  turn.say(turn.texts.linkRequested(turn.step(frame).system));
  const { stage, operation, effectId, earlierEffectIds } = frame.wait;
  if (stage === 'link-requested') return;
  const fresh = `e${turn.nextNumber()}`;
  turn.request({ type: 'authorize', effectId: fresh, operation });
  const earlier = [...earlierEffectIds, effectId].slice(-mostEarlierLinks);
  toStage(turn, frame, 'link-requested', { effectId: fresh, earlierEffectIds: earlier });
}

/** Makes all links worthless that a frame still waits for. */
export function cancelLinks(turn: Turn, frame: Frame): void {
  if (!isAt(frame, authorizationStages)) return;
  for (const effectId of [...frame.wait.earlierEffectIds, frame.wait.effectId]) {
    turn.request({ type: 'cancel-authorization', effectId });
  }
}

/** Hands a code that was typed to the server. */
export function sendCode(turn: Turn, frame: ServiceFrame, code: string): void {
  turn.request({ type: 'verify-authorization-code', effectId: frame.wait.effectId, code });
  toStage(turn, frame, 'code-sent');
}

/** The two ways on after an authorization that came to nothing. */
export function linkChoices({ texts }: Turn): readonly [MessageChoice, MessageChoice] {
  return [
    { value: 'new-link', title: texts.newLink },
    { value: 'leave', title: texts.leave },
  ];
}

/** The two ways on after an operation whose outcome is unknown. */
export function retryChoices({ texts }: Turn): readonly [MessageChoice, MessageChoice] {
  return [
    { value: 'retry', title: texts.retry },
    { value: 'leave', title: texts.leave },
  ];
}
