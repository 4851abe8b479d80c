import type { Affected } from '../auth-profiles.queries.ts';

const causes: Readonly<Record<NonNullable<Affected['cause']>, string>> = {
  registration: 'It becomes another client, or its requests go to another address: what was authorized before ends.',
  scopes: 'It asks for more: what was authorized before goes on without the new scopes.',
};
const mostNames = 5;

/** What saving a change means for those who work with the profile, a sentence each; nothing where nobody is concerned. */
export function consequencesOf(affected: Affected | null): readonly string[] {
  if (affected === null || affected.cause === null) return [];
  const { cause, actions, authorizations } = affected;
  if (authorizations === 0 && actions === 0) return [];
  const sentences = [causes[cause], countOf(affected), whoseOf(affected), botsOf(affected), toldOf(affected)];
  return sentences.filter((sentence) => sentence !== '');
}

function countOf({ actions, authorizations }: Affected): string {
  const ofActions = actions === 1 ? '1 action works' : `${actions} actions work`;
  const must = authorizations === 1 ? '1 authorization' : `${authorizations} authorizations`;
  return `${ofActions} with this profile, and ${must} would have to be given again.`;
}

function whoseOf({ shared, members, endUsers }: Affected): string {
  const parts = [
    shared > 0 && `${shared} shared`,
    members > 0 && `${members} of members`,
    endUsers > 0 && `${endUsers} of end users, who get a link in the chat`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `Among them: ${parts.join('; ')}.`;
}

function botsOf({ bots }: Affected): string {
  const names = [...new Set(bots.map(({ botName }) => botName))];
  return names.length === 0 ? '' : `Bots: ${listed(names, names.length)}.`;
}

function toldOf({ told, toldCount }: Affected): string {
  if (toldCount === 0) return '';
  if (told.length === 0) return toldCount === 1 ? '1 member gets a notice.' : `${toldCount} members get a notice.`;
  const names = told.map(({ name }) => name);
  return `A notice goes to ${listed(names, toldCount)}.`;
}

function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, mostNames);
  const more = count - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
