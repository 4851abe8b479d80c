/** A made-up end user whom a member speaks as while trying a bot out. */
export interface Persona {
  readonly id: string;
  readonly displayName: string;
}

const names = ['Grace Hopper', 'Alan Turing', 'Ada Byron', 'Katherine Johnson', 'Edsger Dijkstra'];

/** The end users that a member may speak as: told apart from real ones by their channel, and from other members' by the member's id. */
export function personasOf(memberId: string): readonly Persona[] {
  return names.map((displayName, index) => ({ id: `${memberId}-${index + 1}`, displayName }));
}

/** The channel of conversations that are held in the console. */
export const consoleChannel = 'console';
