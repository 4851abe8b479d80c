import { describe, expect, it } from 'vitest';
import type { DialogTask } from '../protocol.js';
import { matchIntent } from './match.js';

function task(name: string, ...utterances: readonly string[]): DialogTask {
  const start = { id: 'start', type: 'intent', title: name, utterances, transitions: [] } as const;
  return { id: name, name, version: 1, graph: { schemaVersion: 1, nodes: [start] } };
}

const salesforce = [
  task('Create a lead', 'create a lead', 'add a lead', 'new lead', 'I met a new prospect'),
  task('Create an opportunity', 'create an opportunity', 'add a deal', 'new opportunity'),
  task('Update a lead', 'update a lead', 'change a lead', 'edit lead details'),
  task('View a lead', 'view a lead', 'show me a lead', 'get lead details'),
  task('List leads', 'list leads', 'show my leads', 'what are my leads'),
  task('Search leads', 'search leads', 'find a lead'),
  task('Delete a lead', 'delete a lead', 'remove a lead'),
];

/** The names of the tasks that a message may mean. */
function meaning(text: string, tasks: readonly DialogTask[] = salesforce): readonly string[] {
  const match = matchIntent(text, tasks);
  if (match.kind === 'several') return match.tasks.map(({ name }) => name);
  return match.kind === 'one' ? [match.task.name] : [];
}

describe('a message', () => {
  it.each([
    ['create a lead', 'Create a lead'],
    ['CREATE A LEAD!!!', 'Create a lead'],
    ['Hi, could you please create a lead for me?', 'Create a lead'],
    ['create lead', 'Create a lead'],
    ['craete a laed', 'Create a lead'],
    ['i want to add a new lead', 'Create a lead'],
    ['create opportunity', 'Create an opportunity'],
    ['I need to update that lead', 'Update a lead'],
    ['show me the lead', 'View a lead'],
    ['Show my leads', 'List leads'],
    ['list my leads please', 'List leads'],
    ['can you find a lead named Ada', 'Search leads'],
    ['delete the lead', 'Delete a lead'],
    ['please remove this lead', 'Delete a lead'],
  ])('means a task: %s', (text, name) => expect(meaning(text)).toEqual([name]));

  it.each(['', '🙂', '???', 'lead', 'a', 'what is the weather in a city', 'thank you', 'I led a new life'])(
    'means none: %.40s',
    (text) => expect(meaning(text)).toEqual([]),
  );

  it('is only read at its beginning when it is very long', () => {
    expect(meaning('x'.repeat(1_000_000))).toEqual([]);
    expect(meaning(`create a lead ${'x'.repeat(1_000_000)}`)).toEqual(['Create a lead']);
  });

  it('may mean several tasks', () => {
    expect(meaning('delete it', [task('A', 'delete it'), task('B', 'delete it'), task('C', 'keep it')])).toEqual([
      'A',
      'B',
    ]);
    expect(meaning('update or delete a lead')).toEqual(['Update a lead', 'Delete a lead']);
  });

  it('means the task that has it word for word, whatever else is like it', () => {
    expect(meaning('new lead', [task('A', 'new leads'), task('B', 'new lead')])).toEqual(['B']);
  });

  it('is matched against the name of a task too', () => {
    expect(meaning('take a note', [task('Take a note')])).toEqual(['Take a note']);
  });

  it('is understood in any script', () => {
    const tasks = [
      task('Lead anlegen', 'lege einen Lead für mich an'),
      task('リードを作成', 'リードを作成する'),
      task('创建线索', '我想创建一个线索'),
    ];
    expect(meaning('Bitte lege einen Lead fur mich an', tasks)).toEqual(['Lead anlegen']);
    expect(meaning('リードを作成してください', tasks)).toEqual(['リードを作成']);
    expect(meaning('创建线索', tasks)).toEqual(['创建线索']);
  });

  it('means nothing without tasks, or with tasks that have no words', () => {
    expect(meaning('create a lead', [])).toEqual([]);
    expect(meaning('create a lead', [task('🙂', '!!!')])).toEqual([]);
  });

  it('is matched quickly, however many tasks there are', () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      task(`Task ${i}`, ...salesforce.map(({ name }) => `${name} number ${i}`)),
    );
    meaning('create a lead number 7', many);
    const start = process.cpuUsage();
    expect(meaning('x '.repeat(250), many)).toEqual([]);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });
});
