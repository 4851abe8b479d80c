import { findChoice } from '../../entities/choice.js';
import { readEntity, type Answer, type InvalidReading } from '../../entities/read-entity.js';
import { saysYes } from '../../entities/yes-no.js';
import type { EntityNode } from '../../model.js';
import type { MessageChoice } from '../../protocol.js';
import type { Frame } from '../../state.js';
import { isWord } from '../../texts/languages.js';
import type { OwnErrorCode, Words } from '../../texts/texts.js';
import { firstTarget } from '../../values/condition.js';
import { cancelLinks, isAt, linkChoices, requestLink, retryChoices, type ServiceFrame } from '../services/authorization.js';
import { withDefault } from '../flow/nodes.js';
import { startOperation } from '../services/operation.js';
import { abandon, fail, ownError, proceed } from '../flow/run.js';
import type { Run, Turn } from '../turn.js';

/** Takes a message as the answer to the question in focus; `false` when it is none, and may mean something else. */
export function takeAnswer(turn: Turn, focus: Frame, answer: Answer): boolean {
  if (isAt(focus, ['link-offered'])) return answerLinkOffer(turn, focus, answer);
  if (isAt(focus, ['retry-offered'])) return answerRetryOffer(turn, focus, answer);
  const node = turn.entityNode(focus);
  if (node) answerEntity(turn, focus, node, answer);
  else abandon(turn, focus);
  return true;
}

function answerEntity(turn: Turn, focus: Frame, node: EntityNode, answer: Answer): void {
  const { entity } = node;
  if (entity.requirement === 'optional' && isWord(answer.payload ?? answer.text, 'skip', turn.texts)) {
    return goOn(turn, withDefault(focus, node), node);
  }
  const reading = readEntity(answer, entity, turn.context);
  if ('invalid' in reading) return askAgain(turn, focus, node, reading);
  goOn(turn, { ...focus, entities: { ...focus.entities, [entity.name]: reading.value } }, node);
}

function goOn(turn: Turn, run: Run, { transitions }: EntityNode): void {
  proceed(turn, run, firstTarget(transitions, turn.values(run)) ?? 'end');
}

function askAgain(turn: Turn, focus: Frame, node: EntityNode, reading: InvalidReading): void {
  const failures = focus.wait.for === 'answer' ? focus.wait.failures + 1 : 1;
  if (failures <= node.retries) {
    turn.complaint = reading;
    return turn.park(focus, { for: 'answer', failures });
  }
  const error = { ...ownError(turn, focus, 'retries-exhausted'), node: node.id };
  proceed(turn, { ...focus, error }, node.onExhausted);
}

function answerLinkOffer(turn: Turn, frame: ServiceFrame, answer: Answer): boolean {
  const isWanted = decide(turn, answer, { choices: linkChoices(turn), words: 'newLink' });
  if (isWanted) requestLink(turn, frame);
  if (isWanted === false) {
    cancelLinks(turn, frame);
    giveUp(turn, frame, 'authorization-denied');
  }
  return isWanted !== undefined;
}

function answerRetryOffer(turn: Turn, frame: ServiceFrame, answer: Answer): boolean {
  const isWanted = decide(turn, answer, { choices: retryChoices(turn), words: 'retry' });
  const node = turn.serviceNode(frame);
  if (isWanted && node) turn.park(frame, startOperation(turn, frame, node));
  if (isWanted && !node) abandon(turn, frame);
  if (isWanted === false) giveUp(turn, frame, 'outcome-unknown');
  return isWanted !== undefined;
}

function giveUp(turn: Turn, frame: ServiceFrame, code: OwnErrorCode): void {
  const node = turn.serviceNode(frame);
  if (node) fail(turn, frame, node, ownError(turn, frame, code));
  else abandon(turn, frame);
}

/** Whether the first of two choices is wanted, in its own words or by yes and no; `undefined` when the answer says neither. */
function decide(
  { texts }: Turn,
  answer: Answer,
  { choices, words }: { readonly choices: readonly MessageChoice[]; readonly words: keyof Words },
): boolean | undefined {
  if (isWord(answer.text, words, texts)) return true;
  if (isWord(answer.text, 'leave', texts)) return false;
  const choice = findChoice(answer, choices);
  return choice ? choice === choices[0] : saysYes(answer, texts);
}
