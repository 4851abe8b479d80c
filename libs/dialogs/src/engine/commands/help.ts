import { isWord } from '../../texts/languages.js';
import type { Heard } from '../messages/heard.js';
import { offerAbilities, sayStatus } from '../messages/tasks.js';
import { focusOf } from '../questions/ask.js';
import type { Turn } from '../turn.js';

/** "help": tells where the conversation stands, or what the bot can do. */
export function help(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'help', turn.texts)) return false;
  const focus = focusOf(turn.frames);
  if (focus) turn.say(turn.texts.asking(focus.taskName));
  else showAbilities(turn);
  return true;
}

/** "what can you do": lists the tasks, whatever goes on. */
export function abilities(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'abilities', turn.texts)) return false;
  showAbilities(turn);
  return true;
}

function showAbilities(turn: Turn): void {
  for (const frame of turn.frames) sayStatus(turn, frame);
  offerAbilities(turn, '');
}
