import { expect } from 'vitest';
import { codeIn } from '../../apps/api/src/authorization-requests/testing/test-browser.js';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/sandbox.js';
import { SalesforceAction } from './actions.js';
import { Person } from './person.js';
import { makeDataFolder, startProcess, type ServerProcess } from './process.js';
import { freePort, type ApiAnswer } from './server.js';
import { expectStatus, sandboxVariables } from './world.js';

/** A server with a database of its own in a data folder; it is killed and started again on the same port. */
export class CrashingServer {
  readonly endUserId = 'u-42';
  private key = '';
  private running!: ServerProcess;
  private made!: SalesforceAction;

  private constructor(
    readonly sandbox: Sandbox,
    private readonly folder: Awaited<ReturnType<typeof makeDataFolder>>,
    private readonly port: number,
    /** Whom it may reach besides the sandbox. */
    private readonly hosts: readonly string[],
  ) {}

  /** Starts it, with an action that its end user has authorized. */
  static async start(...hosts: readonly string[]): Promise<CrashingServer> {
    const [sandbox, folder, port] = await Promise.all([createSandbox(), makeDataFolder(), freePort()]);
    const crashing = new CrashingServer(sandbox, folder, port, hosts);
    await crashing.start();
    crashing.key = await crashing.running.signIn();
    crashing.made = await SalesforceAction.forEndUsers(crashing.running);
    await crashing.made.install('create-lead');
    await crashing.authorize();
    return crashing;
  }

  /** The process that runs now. */
  get process(): ServerProcess {
    return this.running;
  }

  get action(): SalesforceAction {
    return this.made;
  }

  get dataFolder(): string {
    return this.folder.path;
  }

  async start(): Promise<void> {
    const { port, key } = this;
    const own = sandboxVariables(this.sandbox, `http://localhost:${port}`);
    const hosts = [own.ATTACHE_ALLOWED_HOSTS, ...this.hosts].join(',');
    const variables = { ATTACHE_DATA_FOLDER: this.folder.path, ...own, ATTACHE_ALLOWED_HOSTS: hosts };
    this.running = await startProcess({ port, key, variables });
  }

  async killAndRestart(): Promise<void> {
    const { signal } = await this.running.end('SIGKILL');
    expect(signal).toBe('SIGKILL');
    this.sandbox.faults.salesforce.clear();
    await this.start();
  }

  async close(): Promise<void> {
    await this.running.end('SIGTERM');
    await this.sandbox.close();
    await this.folder.remove();
  }

  async authorize(): Promise<void> {
    const endUser = { id: this.endUserId };
    const made = await this.call('POST', `${this.action.path}/authorization-links`, { endUser });
    const link = expectStatus(made, 201).body as { id: string; url: string };
    const page = await new Person(this.running.url).authorize(link.url);
    const verify = `/v1/authorization-requests/${link.id}/verify`;
    expectStatus(await this.call('POST', verify, { code: codeIn(page.html) }), 200);
  }

  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.running.call(method, path, { ...(body !== undefined && { body }), headers });
  }

  /** Runs an operation for the end user. */
  run(operation: string, input: object, idempotencyKey?: string): Promise<ApiAnswer> {
    const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    const path = `${this.action.path}/operations/${operation}/runs`;
    return this.call('POST', path, { endUserId: this.endUserId, input }, headers);
  }

  createLead(lastName: string, idempotencyKey?: string): Promise<ApiAnswer> {
    return this.run('create-lead', { lastName, company: 'Crash Navy' }, idempotencyKey);
  }

  leads(where: Readonly<Record<string, string>> = {}): readonly Readonly<Record<string, unknown>>[] {
    const all = this.sandbox.store.salesforce.list('Lead');
    return all.filter((lead) => Object.entries(where).every(([field, value]) => lead[field] === value));
  }
}
