import type { AuthorizationLink, AuthorizationLinkMessage, EffectEvent, MessageChoice } from '../../protocol.js';
import type { DialogState, Frame, ServiceStage, ServiceWait } from '../../state.js';
import type { AuthorizationEnd } from '../../texts/texts.js';
import type { Turn } from '../turn.js';

/** A frame that waits at a service node. */
export type ServiceFrame = Frame & { readonly wait: ServiceWait };

type AuthorizationFailed = Extract<EffectEvent, { type: 'authorization-failed' }>;

const mostEarlierLinks = 10;

/** The stages in which the end user has an authorization to finish. */
export const authorizationStages: ReadonlySet<ServiceStage> = new Set([
  'link-requested',
  'link-sent',
  'code-asked',
  'code-sent',
  'link-offered',
]);

/** The operation that waits until somebody has authorized; undefined when none does. */
export function awaitedOperation({ frames }: Pick<DialogState, 'frames'>): string | undefined {
  const awaiting = frames.find((frame) => isAt(frame, [...authorizationStages, 'others-awaited']));
  return awaiting?.wait.for === 'service' ? awaiting.wait.operation : undefined;
}

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
  const lines = (url: string) => [`${intro} ${texts.openLink}`, url, scopes, texts.linkHint].filter(Boolean).join('\n');
  const message: AuthorizationLinkMessage = {
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
  };
  turn.send(message, frame);
  toStage(turn, frame, 'link-sent');
}

/** Asks for a fresh link, unless one is on its way. */
export function requestLink(turn: Turn, frame: ServiceFrame): void {
  turn.say(turn.texts.linkRequested(turn.step(frame).system));
  const { stage, operation, effectId, earlierEffectIds } = frame.wait;
  if (stage === 'link-requested') return;
  const fresh = `e${turn.nextNumber()}`;
  turn.request({ type: 'authorize', effectId: fresh, operation }, frame);
  const earlier = [...earlierEffectIds, effectId].slice(-mostEarlierLinks);
  toStage(turn, frame, 'link-requested', { effectId: fresh, earlierEffectIds: earlier });
}

/** Makes all links worthless that a frame still waits for. */
export function cancelLinks(turn: Turn, frame: Frame): void {
  if (!isAt(frame, authorizationStages)) return;
  for (const effectId of [...frame.wait.earlierEffectIds, frame.wait.effectId]) {
    turn.request({ type: 'cancel-authorization', effectId }, frame);
  }
}

/** Asks for the code that the browser shows to whoever came by one of the links. */
export function askCode(turn: Turn, frame: ServiceFrame, effectId: string): void {
  const { wait } = frame;
  const others = [...wait.earlierEffectIds, wait.effectId].filter((id) => id !== effectId);
  turn.send({ kind: 'question', text: turn.texts.askCode(turn.step(frame)), authorization: 'code-asked' }, frame);
  toStage(turn, frame, 'code-asked', { effectId, earlierEffectIds: others });
}

/** An authorization came to nothing: a wrong code may be typed again, otherwise there may be another link. */
export function endAuthorization(turn: Turn, frame: ServiceFrame, event: AuthorizationFailed): void {
  const { reason, message = '' } = event;
  if (reason !== 'code-rejected') return offerLink(turn, frame, reason, message);
  turn.say([turn.texts.codeRejected, message].filter(Boolean).join(' '), { authorization: 'code-asked' });
  toStage(turn, frame, 'code-asked');
}

/** Says why an authorization came to nothing; the end user is asked whether to try another link. */
export function offerLink(turn: Turn, frame: ServiceFrame, reason: AuthorizationEnd, message: string): void {
  turn.say(turn.texts.authorizationEnded(reason, turn.step(frame), message), { authorization: 'ended' });
  toStage(turn, frame, 'link-offered');
}

/** Hands a code that was typed to the server. */
export function sendCode(turn: Turn, frame: ServiceFrame, code: string): void {
  turn.request({ type: 'verify-authorization-code', effectId: frame.wait.effectId, code }, frame);
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
