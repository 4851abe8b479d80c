import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, json } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { people, type DriveStore, type StoredFile } from './drive-store.js';
import { errorBody, GoogleError } from './google-error.js';
import { matcherOf } from './search.js';

type Query = Readonly<Record<string, string | undefined>>;
type Request = FastifyRequest<{ Params: { id: string }; Querystring: Query }>;
type Announced = Pick<StoredFile, 'name' | 'mimeType'> & Partial<Pick<StoredFile, 'parents'>>;

const folder = 'application/vnd.google-apps.folder';
const roles = ['reader', 'commenter', 'writer'];

/** Adds the Drive API; below `/upload` what is an address of its own at the vendor. */
export function driveApiRoutes(app: FastifyInstance, host: SystemHost, store: DriveStore): void {
  void app.register(async (scope) => new DriveApi(host, store).routes(scope));
}

class DriveApi {
  readonly #host: SystemHost;
  readonly #store: DriveStore;
  readonly #callers = new WeakMap<FastifyRequest, string>();
  readonly #uploads = new Map<string, Announced>();

  constructor(host: SystemHost, store: DriveStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    app.addHook('onRequest', async (request) => this.#admit(request));
    app.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof GoogleError)) throw error;
      await reply.code(error.status).send(errorBody(error.status, error.reason, error.message));
    });
    app.get('/drive/v3/about', (request: Request) => this.#about(request));
    app.get('/drive/v3/files', (request: Request) => this.#list(request));
    app.get('/drive/v3/files/:id', (request: Request, reply) => this.#get(request, reply));
    app.get('/drive/v3/files/:id/export', (request: Request, reply) => this.#export(request, reply));
    app.get('/drive/v3/files/:id/permissions', ({ params }: Request) => ({
      permissions: this.#store.permissions(this.#found(params.id).id),
    }));
    app.post('/drive/v3/files/:id/permissions', (request: Request) => this.#share(request));
    app.post('/upload/files', (request: Request, reply) => this.#announce(request, reply));
    app.put('/upload/files', (request: Request) => this.#receive(request));
  }

  async #admit(request: FastifyRequest): Promise<void> {
    const caller = await this.#host.authenticate(request);
    if (!caller) throw new GoogleError(401, 'authError', 'Invalid Credentials');
    this.#callers.set(request, caller.personId);
  }

  #about(request: Request): unknown {
    if (!request.query['fields']) {
      throw new GoogleError(400, 'required', "The 'fields' parameter is required for this method.");
    }
    const person = people.find(({ id }) => id === this.#callers.get(request));
    return { user: { permissionId: person?.id, displayName: person?.name, emailAddress: person?.username } };
  }

  #list({ query }: Request): unknown {
    const matches = matcherOf(query['q'] ?? '');
    const [size, first] = [Number(query['pageSize'] ?? 100), Number(query['pageToken']?.replace('~!!~', '') ?? 0)];
    if (!(first >= 0 && size >= 1 && size <= 1_000)) throw new GoogleError(400, 'invalid', 'Invalid Value');
    const found = this.#store.list().filter(matches);
    return {
      files: found.slice(first, first + size).map((file) => this.#shown(file)),
      ...(found.length > first + size && { nextPageToken: `~!!~${first + size}` }),
    };
  }

  #get({ params, query }: Request, reply: FastifyReply): unknown {
    const file = this.#found(params.id);
    if (query['alt'] !== 'media') return this.#shown(file);
    if (isOwn(file)) throw new GoogleError(403, 'fileNotDownloadable', 'Use Export with Docs Editors files.');
    void reply.headers({ 'content-type': file.mimeType, 'content-length': sizeOf(file) });
    return reply.send(Readable.from(file.content, { objectMode: false }));
  }

  #export({ params, query }: Request, reply: FastifyReply): unknown {
    const file = this.#found(params.id);
    const isText = /^text\/(?:plain|csv)$/.test(query['mimeType'] ?? '');
    if (!isOwn(file) || file.mimeType === folder || !(isText || query['mimeType'] === 'application/pdf')) {
      throw new GoogleError(400, 'badRequest', 'The requested conversion is not supported.');
    }
    void reply.header('content-type', query['mimeType']);
    return reply.send(Buffer.concat([...(isText ? [] : [Buffer.from('%PDF-1.7\n')]), ...file.content]));
  }

  async #share({ params, body }: Request): Promise<unknown> {
    const { id: fileId } = this.#found(params.id);
    const { type, role = '', emailAddress = '' } = await readJson<Readonly<Record<string, string | undefined>>>(body);
    if (type !== 'user' || !roles.includes(role) || !emailAddress.includes('@')) {
      throw new GoogleError(400, 'invalidSharingRequest', 'Bad Request. User message: "Check the address."');
    }
    return this.#store.share({ fileId, role, emailAddress });
  }

  async #announce({ body, query }: Request, reply: FastifyReply): Promise<unknown> {
    if (query['uploadType'] !== 'resumable') throw new GoogleError(400, 'badRequest', 'Unsupported upload type.');
    const announced = await readJson<Announced>(body);
    for (const parent of announced.parents ?? []) this.#found(parent);
    const id = randomUUID();
    this.#uploads.set(id, announced);
    const next = new URLSearchParams({ ...(query as Record<string, string>), upload_id: id });
    return reply.header('location', `${this.#host.url}/upload/files?${next}`).send();
  }

  async #receive({ body, query }: Request): Promise<unknown> {
    const announced = this.#uploads.get(query['upload_id'] ?? '');
    if (announced === undefined) throw new GoogleError(404, 'notFound', 'The upload is not known.');
    const content = [await buffer(body as Readable)];
    this.#uploads.delete(query['upload_id'] ?? '');
    return this.#shown(this.#store.add({ parents: ['root'], ...announced, content }));
  }

  #found(id: string): StoredFile {
    const file = this.#store.find(id);
    if (file) return file;
    throw new GoogleError(404, 'notFound', `File not found: ${id}.`);
  }

  #shown(file: StoredFile): unknown {
    const { content: _content, parents: _parents, ...shown } = file;
    return {
      ...{ ...shown, modifiedTime: file.createdTime, webViewLink: `${this.#host.url}/file/d/${file.id}/view` },
      ...(file.mimeType !== folder && { size: String(sizeOf(file)) }),
    };
  }
}

const isOwn = ({ mimeType }: StoredFile) => mimeType.startsWith('application/vnd.google-apps.');
const sizeOf = ({ content }: StoredFile) => content.reduce((bytes, chunk) => bytes + chunk.length, 0);

async function readJson<Body>(body: unknown): Promise<Body> {
  try {
    return (await json(body as Readable)) as Body;
  } catch {
    throw new GoogleError(400, 'parseError', 'Parse Error');
  }
}
