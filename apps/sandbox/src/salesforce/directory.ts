import type { Person } from '../system.js';
import { recordId } from './record-ids.js';

/** Somebody with a log-in at one organisation. */
export interface DirectoryPerson extends Person {
  readonly organizationId: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A customer of the vendor: one edition, its own people and records. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The edition. */
  readonly type: string;
  readonly isTrial: boolean;
}

const main: Organization = {
  id: recordId('00D', 1),
  name: 'Example Trading',
  type: 'Developer Edition',
  isTrial: false,
};
const trial: Organization = {
  id: recordId('00D', 2),
  name: 'Tryout Trading',
  type: 'Enterprise Edition',
  isTrial: true,
};

/** The organisations. */
export const organizations: readonly Organization[] = [main, trial];

function person(number: number, name: string, username: string, organization: Organization): DirectoryPerson {
  const [firstName = '', lastName = ''] = name.split(' ');
  const note = organization.isTrial ? `${organization.name}, a trial` : `${organization.name}, ${organization.type}`;
  const id = recordId('005', number);
  return { id, name, firstName, lastName, username, note, organizationId: organization.id };
}

/** Who can log in; the first also stands behind client credentials. */
export const people: readonly DirectoryPerson[] = [
  person(1, 'Ada Example', 'ada@sandbox.example', main),
  person(2, 'Ben Example', 'ben@sandbox.example', main),
  person(3, 'Tia Tryout', 'tia@trial.example', trial),
];

/** Finds somebody by id; throws when there is nobody, since tokens are only ever issued for these people. */
export function findPerson(id: string): DirectoryPerson {
  const found = people.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`Nobody has the id ${id}.`);
  return found;
}

/** The root of everything that identifies somebody, such as the `id` of a token answer. */
export function identityUrl(url: string, { id, organizationId }: DirectoryPerson): string {
  return `${url}/id/${organizationId}/${id}`;
}
