import { findChoice } from '../../entities/choice.js';
import type { Answer } from '../../entities/read-entity.js';
import { saysYes } from '../../entities/yes-no.js';
import type { MessageChoice } from '../../protocol.js';
import { isWord } from '../../texts/languages.js';
import type { OwnErrorCode, Words } from '../../texts/texts.js';
import { withoutTrail } from '../flow/rewind.js';
import { abandon, fail, ownError } from '../flow/run.js';
import { leaveUnchanged } from '../services/account-event.js';
import { cancelLinks, linkChoices, requestLink, retryChoices, type ServiceFrame } from '../services/authorization.js';
import { startOperation } from '../services/operation.js';
import type { Turn } from '../turn.js';

/** Takes the answer to the offer of another link; `false` when the message is none. */
export function answerLinkOffer(turn: Turn, frame: ServiceFrame, answer: Answer): boolean {
  const isWanted = decide(turn, answer, { choices: linkChoices(turn), words: 'newLink' });
  if (isWanted) requestLink(turn, frame);
  if (isWanted === false && frame.account) leaveUnchanged(turn, frame, '');
  else if (isWanted === false) {
    cancelLinks(turn, frame);
    giveUp(turn, frame, 'authorization-denied');
  }
  return isWanted !== undefined;
}

/** Takes the answer to the offer to run an operation again; `false` when the message is none. */
export function answerRetryOffer(turn: Turn, frame: ServiceFrame, answer: Answer): boolean {
  const isWanted = decide(turn, answer, { choices: retryChoices(turn), words: 'retry' });
  const node = turn.nodeOfType(frame, 'service');
  if (isWanted && node) turn.park(frame, startOperation(turn, frame, node));
  if (isWanted && !node) abandon(turn, frame);
  if (isWanted === false) giveUp(turn, withoutTrail(frame), 'outcome-unknown');
  return isWanted !== undefined;
}

function giveUp(turn: Turn, frame: ServiceFrame, code: OwnErrorCode): void {
  const node = turn.nodeOfType(frame, 'service');
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
