import { findChoice } from '../../entities/choice.js';
import { saysYes } from '../../entities/yes-no.js';
import type { Connection } from '../../protocol.js';
import type { AccountChange, AccountQuestion } from '../../state.js';
import { isWord, wordsOf } from '../../texts/languages.js';
import { normalize } from '../../values/text.js';
import type { Heard } from '../messages/heard.js';
import { yesNoChoices } from '../questions/entity-question.js';
import { sayStatus } from '../messages/tasks.js';
import { changeAccount } from '../services/account-event.js';
import { cancelLinks, isAt, requestLink } from '../services/authorization.js';
import type { Turn } from '../turn.js';

type Change = AccountChange['change'];

const mostListed = 20;

/** "my connections": the systems that the end user has authorized. */
export function listConnections(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'connections', turn.texts)) return false;
  const { texts } = turn;
  const connected = connectionsOf(turn);
  const lines = connected.map(({ name, accountName }) => `- ${texts.account(name, accountName)}`);
  turn.say(lines.length === 0 ? texts.noConnections : [texts.connections, ...lines].join('\n'));
  return true;
}

/** "disconnect", and the name of a system: asks whether to; "disconnect" alone asks which system where there are several. */
export function disconnect(turn: Turn, heard: Heard): boolean {
  return askChange(turn, heard, { change: 'disconnect', words: 'disconnect' });
}

/** "switch account": gives up the account with a system for another one. */
export function switchAccount(turn: Turn, heard: Heard): boolean {
  return askChange(turn, heard, { change: 'switch-account', words: 'switchAccount' });
}

/** Takes the answer to the question which account to change, or whether to; `false` when the message is none. */
export function answerAccountQuestion(turn: Turn, heard: Heard, { change, connectorIds }: AccountQuestion): boolean {
  const asked = connectionsOf(turn).filter(({ connectorId }) => connectorIds.includes(connectorId));
  const [only] = asked;
  if (!only) return false;
  if (connectorIds.length > 1) {
    const choice = findChoice(heard, toChoices(turn, asked));
    const chosen = asked.find(({ connectorId }) => connectorId === choice?.value);
    if (chosen) changeOrConfirm(turn, change, chosen);
    return chosen !== undefined;
  }
  const isWanted = saysYes(heard, turn.texts);
  if (isWanted) changeNow(turn, change, only);
  if (isWanted === false) turn.say(turn.texts.keptConnected(only.name));
  return isWanted !== undefined;
}

function askChange(
  turn: Turn,
  heard: Heard,
  { change, words }: { readonly change: Change; readonly words: 'disconnect' | 'switchAccount' },
): boolean {
  const named = systemNamed(turn, heard.text, wordsOf(words, turn.texts));
  if (!named) return false;
  const { texts } = turn;
  const { id } = named;
  const connected = connectionsOf(turn).filter(({ connectorId }) => id === undefined || connectorId === id);
  const [first, ...others] = connected;
  if (!first) turn.say(id === undefined ? texts.noConnections : texts.notConnected(turn.systemOf(id)));
  else if (others.length === 0) changeOrConfirm(turn, change, first);
  else {
    const list = connected.map(({ name, accountName }, i) => `${i + 1}. ${texts.account(name, accountName)}`);
    const text = [texts.whichConnection, ...list].join('\n');
    turn.send({ kind: 'question', title: texts.whichConnection, text, choices: toChoices(turn, connected) });
    turn.accountQuestion = { change, connectorIds: connected.map(({ connectorId }) => connectorId) };
  }
  return true;
}

/** To disconnect cannot be undone, so it is asked about; another account is linked right away. */
function changeOrConfirm(turn: Turn, change: Change, connection: Connection): void {
  if (isUnderWay(turn, change, connection)) return;
  if (change === 'switch-account') return changeNow(turn, change, connection);
  const { name, accountName, connectorId } = connection;
  turn.send({ kind: 'question', text: turn.texts.askDisconnect(name, accountName), choices: yesNoChoices(turn) });
  turn.accountQuestion = { change, connectorIds: [connectorId] };
}

/** Changes an account; another change of it that waits for the end user is given up. */
function changeNow(turn: Turn, change: Change, connection: Connection): void {
  const other = turn.frames.find(({ account }) => account?.connectorId === connection.connectorId);
  if (other) {
    cancelLinks(turn, other);
    turn.remove(other, 'cancelled');
  }
  changeAccount(turn, change, connection);
}

/** Tells of a change of the same account that is under way already, and that nothing can be done about. */
function isUnderWay(turn: Turn, change: Change, { connectorId }: Connection): boolean {
  const frame = turn.frames.find(({ account }) => account?.connectorId === connectorId);
  if (!frame) return false;
  const isSame = frame.account?.change === change;
  if (isSame && isAt(frame, ['link-sent', 'link-offered'])) requestLink(turn, frame);
  else if (isSame || isAt(frame, ['running'])) sayStatus(turn, frame);
  else return false;
  return true;
}

/** The system that a command names, if it names one; `undefined` when the text is not this command. */
function systemNamed(turn: Turn, text: string, patterns: ReadonlySet<string>): { readonly id?: string } | undefined {
  const said = normalize(text);
  if (patterns.has(said)) return {};
  const systems = Object.entries(turn.context.systems).map(([id, name]) => ({ id, name }));
  const named = connectionsOf(turn).map(({ connectorId: id, name }) => ({ id, name }));
  const fits = ({ id, name }: { readonly id: string; readonly name: string }) =>
    [name, id].map(normalize).some((known) => known !== '' && saysWith(said, known, patterns));
  return [...systems, ...named].find(fits);
}

function saysWith(said: string, name: string, patterns: ReadonlySet<string>): boolean {
  const [before, after, ...more] = ` ${said} `.split(` ${name} `);
  return after !== undefined && more.length === 0 && patterns.has(normalize(`${before} ${after}`));
}

function connectionsOf({ context }: Turn): readonly Connection[] {
  return (context.connections ?? []).slice(0, mostListed);
}

function toChoices({ texts }: Turn, connections: readonly Connection[]) {
  return connections.map(({ connectorId, name, accountName }) => ({
    value: connectorId,
    title: texts.account(name, accountName),
  }));
}
