import type { Heard } from '../messages/heard.js';
import type { Turn } from '../turn.js';
import { back } from './back.js';
import { cancel } from './cancel.js';
import { disconnect, listConnections, switchAccount } from './connections.js';
import { abilities, help } from './help.js';
import { goOnWith, postpone } from './later.js';
import { newLink } from './links.js';
import { startOver } from './start-over.js';

/** Carries out a command; `false` when the message is not it. */
type Command = (turn: Turn, heard: Heard) => boolean;

/** What end users can say at any time, whatever the bot's tasks are; in the order in which it is tried. */
const commands: { readonly [name: string]: Command } = {
  cancel,
  help,
  abilities,
  back,
  'start-over': startOver,
  'not-now': postpone,
  continue: goOnWith,
  connections: listConnections,
  disconnect,
  'switch-account': switchAccount,
  'new-link': newLink,
};

/** Carries out the command that a message is, if it is one; what was pressed or filled in is none. */
export function carryOut(turn: Turn, heard: Heard): boolean {
  if (heard.payload !== undefined) return false;
  const name = Object.keys(commands).find((each) => commands[each]?.(turn, heard));
  if (name !== undefined) turn.note('understood', { as: 'command', command: name });
  return name !== undefined;
}
