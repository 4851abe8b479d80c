import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { people } from './directory.js';
import { errorBody, GoogleError } from './google-error.js';
import { readRange, writeRange, type CellRange } from './ranges.js';
import { cellsOf, writeCells, type Cell, type SheetStore } from './sheet-store.js';

interface Route {
  Params: { spreadsheetId: string; range: string };
  Querystring: Readonly<Record<string, string | undefined>>;
  Body: { values?: unknown; majorDimension?: string; range?: string } | null;
}

type Call = FastifyRequest<Route>;

interface Place {
  readonly range: CellRange;
  readonly sheet: string;
  readonly rows: Cell[][];
}

const sheetsScope = 'https://www.googleapis.com/auth/spreadsheets';

/** Adds OpenID's user info, and values of spreadsheets. */
export function sheetsApiRoutes(app: FastifyInstance, host: SystemHost, store: SheetStore): void {
  void app.register(async (scope) => new SheetsApi(host, store).routes(scope));
}

class SheetsApi {
  readonly #host: SystemHost;
  readonly #store: SheetStore;
  readonly #callers = new WeakMap<FastifyRequest, Caller>();

  constructor(host: SystemHost, store: SheetStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    const values = '/v4/spreadsheets/:spreadsheetId/values/:range';
    app.addHook('onRequest', async (request) => {
      const caller = await this.#host.authenticate(request);
      if (!caller) throw new GoogleError(401, 'Request had invalid authentication credentials.');
      this.#callers.set(request, caller);
    });
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/identity/v1/userinfo', (request) => {
      const { id, name, username } = this.#person(request, 'openid');
      return { sub: id, name, email: username, email_verified: true, hd: 'sandbox.example' };
    });
    app.get(values, (request: Call) => this.#read(request));
    app.put(values, (request: Call) => this.#update(request));
    app.post(values, (request: Call) => this.#append(request));
  }

  #person(request: FastifyRequest, scope: string): (typeof people)[number] {
    const caller = this.#callers.get(request);
    if (!caller?.scopes.includes(scope)) {
      const message = 'Request had insufficient authentication scopes.';
      throw new GoogleError(403, message, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
    }
    return people.find(({ id }) => id === caller.personId) ?? people[0];
  }

  #place(request: Call, text: string): Place {
    this.#person(request, sheetsScope);
    const spreadsheet = this.#store.find(request.params.spreadsheetId);
    if (!spreadsheet) throw new GoogleError(404, 'Requested entity was not found.');
    const names = [...spreadsheet.sheets.keys()];
    const range = readRange(text, names);
    const sheet = range.sheet ?? names[0] ?? '';
    return { range, sheet, rows: spreadsheet.sheets.get(sheet) ?? [] };
  }

  /** As it is shown: everything is a text. */
  #read(request: Call): object {
    const { range, sheet, rows } = this.#place(request, request.params.range);
    const values = cellsOf(rows, range).map((row) => row.map(String));
    return {
      ...{ range: writeRange(sheet, range), majorDimension: 'ROWS' },
      ...(values.length > 0 && { values }),
    };
  }

  #update(request: Call): object {
    const place = this.#place(request, request.params.range);
    const values = valuesIn(request);
    const { from, to } = place.range;
    const isLarger = values.length > to.row - from.row + 1 || widthOf(values) > to.column - from.column + 1;
    // A single cell is where writing begins, as the vendor has it.
    if (isLarger && (from.row !== to.row || from.column !== to.column)) {
      throw new GoogleError(
        400,
        `Requested writing within range [${request.params.range}], but tried writing beyond it`,
      );
    }
    return { spreadsheetId: request.params.spreadsheetId, ...written(place, values) };
  }

  #append(request: Call): object {
    const [, range, verb] = /^(.*):([a-z]+)$/i.exec(request.params.range) ?? [];
    if (range === undefined || verb !== 'append') throw new GoogleError(404, 'Not found.');
    const place = this.#place(request, range);
    const values = valuesIn(request);
    const below = { column: 1, row: place.rows.length + 1 };
    const updates = written({ ...place, range: { ...place.range, from: below } }, values);
    const { spreadsheetId } = request.params;
    return { spreadsheetId, updates: { spreadsheetId, ...updates } };
  }
}

function written({ range, sheet, rows }: Place, values: readonly (readonly (Cell | null)[])[]): object {
  writeCells(rows, range, values);
  const width = widthOf(values);
  const { column, row } = range.from;
  const to = { column: column + Math.max(width, 1) - 1, row: row + values.length - 1 };
  return {
    updatedRange: writeRange(sheet, { from: range.from, to }),
    ...countsOf(values),
  };
}

/** How many cells were written, and the rows and columns with such a cell in them; null is none. */
function countsOf(values: readonly (readonly (Cell | null)[])[]): object {
  const written = values.flatMap((row, down) => row.flatMap((cell, right) => (cell === null ? [] : [{ down, right }])));
  return {
    updatedRows: new Set(written.map(({ down }) => down)).size,
    updatedColumns: new Set(written.map(({ right }) => right)).size,
    updatedCells: written.length,
  };
}

function valuesIn({ body, query }: Call): readonly (readonly (Cell | null)[])[] {
  const { valueInputOption, insertDataOption = 'OVERWRITE' } = query;
  if (!['OVERWRITE', 'INSERT_ROWS'].includes(insertDataOption)) {
    throw new GoogleError(400, `Invalid value at 'insert_data_option': ${insertDataOption}`);
  }
  if (valueInputOption !== 'RAW' && valueInputOption !== 'USER_ENTERED') {
    throw new GoogleError(400, "'valueInputOption' is required but not specified");
  }
  const { values, majorDimension = 'ROWS' } = body ?? {};
  if (majorDimension !== 'ROWS')
    throw new GoogleError(400, `Invalid value at 'data.major_dimension': ${majorDimension}`);
  const isCell = (cell: unknown) => cell === null || ['string', 'number', 'boolean'].includes(typeof cell);
  if (!Array.isArray(values) || !values.every((row) => Array.isArray(row) && row.every(isCell))) {
    throw new GoogleError(400, 'Invalid values[0][0]: expected a list of lists of values');
  }
  return values as readonly (readonly (Cell | null)[])[];
}

function widthOf(values: readonly (readonly unknown[])[]): number {
  return Math.max(0, ...values.map((row) => row.length));
}

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof GoogleError) {
    return void (await reply.code(error.code).send(errorBody(error.code, error.message, error.reason)));
  }
  const { statusCode = 500, message } = error as FastifyError;
  await reply.code(statusCode).send(errorBody(statusCode, message));
}
