import { readdir } from 'node:fs/promises';
import type { ConnectorErrorCode } from '#connectors';
import type { FaultKind } from '../../../apps/sandbox/src/faults/fault-table.js';

/** Runs an operation at the look-alike and returns its output. */
// Stories look into whatever an operation answered.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type RunOperation = (name: string, input?: object) => Promise<any>;

/** An input that works at the look-alike, or how to get one: asked anew for every run. */
export type StoryInput = object | ((run: RunOperation) => Promise<object>);

/** What the generic stories need to know of one connector: data, in `test/connectors/<id>.ts`. */
export interface ConnectorStory {
  readonly connectorId: string;
  /** By name of operation; the others run with their example. */
  readonly inputs?: Readonly<Record<string, StoryInput>>;
  /** What whoever authorizes fills in, where the connector's own examples will not do. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What people of the look-alike type in, by id of the connector's credentials; Ada's at the sandbox. */
  readonly credentials?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A conversation with one of the templates, to its end. */
  readonly dialog: {
    readonly template: string;
    readonly says: string;
    /** Question -> answer. */
    readonly answers: readonly (readonly [RegExp, string])[];
    /** What the bot says in the end. */
    readonly hears: RegExp;
  };
  /** Codes by which this connector names a fault, where they are not those that the status stands for. */
  readonly codes?: Readonly<Partial<Record<FaultKind, readonly ConnectorErrorCode[]>>>;
  /** How many records one run of an operation makes, where it is more than one. */
  readonly recordsPerRun?: Readonly<Record<string, number>>;
}

/** All stories that there are, in the order of their names. */
export async function readStories(): Promise<readonly ConnectorStory[]> {
  const folder = new URL('../../connectors/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const modules = names.map(
    (name) => import(new URL(name, folder).href) as Promise<{ readonly story: ConnectorStory }>,
  );
  return (await Promise.all(modules)).map(({ story }) => story);
}
