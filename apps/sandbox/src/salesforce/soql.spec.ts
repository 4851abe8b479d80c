import { describe, expect, it } from 'vitest';
import { SalesforceError } from './api-error.js';
import { runQuery } from './query.js';
import type { SalesforceRecord } from './record-store.js';
import { recordId } from './record-ids.js';

const now = new Date('2030-05-17T10:00:00Z');

function lead(number: number, values: SalesforceRecord): SalesforceRecord {
  const CreatedDate = `2030-05-${String(17 - number).padStart(2, '0')}T09:00:00.000+0000`;
  return { Id: recordId('00Q', number), LastName: `L${number}`, IsConverted: false, CreatedDate, ...values };
}

const leads = [
  lead(0, { Company: "O'Neil & Sons", NumberOfEmployees: 10, Rating: 'Hot' }),
  lead(1, { Company: '100% Wool', NumberOfEmployees: null, Rating: 'Cold' }),
  lead(2, { Company: 'under_score', NumberOfEmployees: 30, Rating: null, IsConverted: true }),
  lead(3, { Company: 'underXscore', NumberOfEmployees: 20, Rating: 'hot' }),
  lead(4, { Company: 'back\\slash', NumberOfEmployees: 40, Rating: 'Warm' }),
];

const run = (soql: string) => runQuery(soql, { apiPath: '/v60.0', now, list: () => leads });

function numbers(condition: string): number[] {
  return run(`SELECT LastName FROM Lead ${condition}`).records.map((record) =>
    Number(String(record['LastName']).slice(1)),
  );
}

function codeOf(soql: string): string {
  try {
    run(soql);
    return 'none';
  } catch (error) {
    if (error instanceof SalesforceError) return error.errorCode;
    throw error;
  }
}

describe('conditions', () => {
  it.each([
    ["Company = 'o\\'neil & sons'", [0]],
    ["Company = '100% wool'", [1]],
    ["Company != '100% Wool'", [0, 2, 3, 4]],
    ["Company LIKE '100%'", [1]],
    ["Company LIKE '%\\%%'", [1]],
    ["Company LIKE 'under_score'", [2, 3]],
    ["Company LIKE 'under\\_score'", [2]],
    ["Company LIKE '%\\\\%'", [4]],
    ["Company = 'back\\\\slash'", [4]],
    ["Company LIKE '%S%S%'", [0, 4]],
    ["Rating IN ('Hot', 'Warm')", [0, 3, 4]],
    ["Rating NOT IN ('Hot', 'Warm')", [1, 2]],
    ['Rating = null', [2]],
    ['Rating != NULL', [0, 1, 3, 4]],
    ["Rating != 'Hot'", [1, 2, 4]],
    ['NumberOfEmployees > 10', [2, 3, 4]],
    ['NumberOfEmployees <= 20', [0, 3]],
    ['NumberOfEmployees = 10.0', [0]],
    ['IsConverted = TRUE', [2]],
    ['IsConverted != true', [0, 1, 3, 4]],
    [`Id = '${recordId('00Q', 3)}'`, [3]],
    [`Id IN ('${recordId('00Q', 3).slice(0, 15)}', '${recordId('00Q', 4)}')`, [3, 4]],
    [`Id < '${recordId('00Q', 2)}'`, [0, 1]],
    ['CreatedDate > 2030-05-16T09:00:00Z', [0]],
    ['CreatedDate >= 2030-05-16T11:00:00+02:00', [0, 1]],
    ['CreatedDate = TODAY', [0]],
    ['CreatedDate = YESTERDAY', [1]],
    ['CreatedDate < YESTERDAY', [2, 3, 4]],
    ['CreatedDate = LAST_N_DAYS:2', [0, 1, 2]],
    ["NOT Rating = 'Hot'", [1, 2, 4]],
    ["(Rating = 'Hot' OR Rating = 'Cold') AND NumberOfEmployees = 20", [3]],
    ["rating = 'hot' and NOT (company LIKE 'o%')", [3]],
  ])('%s', (condition, found) => {
    expect(numbers(`WHERE ${condition}`)).toEqual(found);
  });
});

describe('the rest of a query', () => {
  it.each([
    ['ORDER BY NumberOfEmployees', [1, 0, 3, 2, 4]],
    ['ORDER BY NumberOfEmployees DESC NULLS LAST', [4, 2, 3, 0, 1]],
    ['order by CreatedDate asc limit 2', [4, 3]],
    ['ORDER BY Rating DESC, LastName DESC LIMIT 3 OFFSET 1', [4, 3, 0]],
    ['LIMIT 0', []],
    ['OFFSET 4', [4]],
  ])('%s', (rest, found) => {
    expect(numbers(rest)).toEqual(found);
  });

  it('counts, and names fields as the object does', () => {
    expect(run("SELECT COUNT() FROM lead WHERE Rating = 'Hot'")).toEqual({ totalSize: 2, records: [] });
    const [first] = run('select ID, lastname from LEAD limit 1').records;
    expect(Object.keys(first ?? {})).toEqual(['attributes', 'Id', 'LastName']);
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'MALFORMED_QUERY'],
    ['SELECT FROM Lead', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Lead WHERE', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Lead LIMIT -1', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Lead; DELETE', 'MALFORMED_QUERY'],
    ['SELECT Id, (SELECT Id FROM Tasks) FROM Lead', 'MALFORMED_QUERY'],
    ['SELECT MAX(CreatedDate) FROM Lead', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Lead GROUP BY Id', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Lead WHERE Company = 'open", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Lead WHERE Company = 'O'Neil'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Lead WHERE Company = 'a\\z'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Lead WHERE Company = 'a' AND Rating = 'b' OR Rating = 'c'", 'MALFORMED_QUERY'],
    [`SELECT Id FROM Lead WHERE ${'('.repeat(90_000)}`, 'MALFORMED_QUERY'],
    [`SELECT Id FROM Lead WHERE ${'NOT '.repeat(20_000)} Id = null`, 'MALFORMED_QUERY'],
    ['SELECT Id FROM Lead WHERE Company = 5', 'INVALID_FIELD'],
    ["SELECT Id FROM Lead WHERE NumberOfEmployees = '5'", 'INVALID_FIELD'],
    ['SELECT Id FROM Lead WHERE CreatedDate > 2030-01-01', 'INVALID_FIELD'],
    ['SELECT Id FROM Lead WHERE CreatedDate > 2030-13-01T00:00:00Z', 'INVALID_FIELD'],
    ["SELECT Id FROM Lead WHERE Description = 'x'", 'INVALID_FIELD'],
    ['SELECT Id, Nope FROM Lead', 'INVALID_FIELD'],
    ['SELECT Id, id FROM Lead', 'INVALID_FIELD'],
    ["SELECT Id FROM Lead WHERE Nope = 'x'", 'INVALID_FIELD'],
    ['SELECT Id FROM Lead ORDER BY Nope', 'INVALID_FIELD'],
    ["SELECT Id FROM Lead WHERE Id = 'nonsense'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ["SELECT Id FROM Lead WHERE NumberOfEmployees LIKE '1%'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Lead WHERE IsConverted > true', 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Lead WHERE NumberOfEmployees > null', 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Account', 'INVALID_TYPE'],
    ['SELECT Id FROM Lead OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
  ])('%.70s', (soql, code) => {
    expect(codeOf(soql)).toBe(code);
  });
});

it('matches patterns with many wildcards without losing itself', () => {
  const text = 'a'.repeat(255);
  const list = () => [lead(1, { Company: text })];
  const soql = `SELECT Id FROM Lead WHERE Company LIKE '${'%a'.repeat(60)}%b'`;
  const before = performance.now();
  expect(runQuery(soql, { apiPath: '', now, list }).totalSize).toBe(0);
  expect(performance.now() - before).toBeLessThan(500);
});
