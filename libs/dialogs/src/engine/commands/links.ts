import { isWord } from '../../texts/languages.js';
import type { Heard } from '../messages/heard.js';
import { authorizationStages, isAt, requestLink, type ServiceFrame } from '../services/authorization.js';
import type { Turn } from '../turn.js';

/** "new link": another link for the authorization that is waited for. */
export function newLink(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'newLink', turn.texts)) return false;
  const frame = turn.frames.findLast((candidate): candidate is ServiceFrame => isAt(candidate, authorizationStages));
  if (frame) requestLink(turn, frame);
  return frame !== undefined;
}
