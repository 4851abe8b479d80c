import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createEgress, type Connector, type ConnectorRegistry, type Egress } from '#connectors';
import { CONNECTOR_REGISTRY } from '#connectors/modules';
import { Environment } from '../config/environment.js';
import { NotFoundError } from '../http/problem.js';

/** The systems that the server knows, and the guarded way out to them. */
@Injectable()
export class ConnectorsService implements OnApplicationShutdown {
  readonly egress: Egress;
  private readonly readmes = new Map<string, Promise<string>>();

  constructor(
    @Inject(CONNECTOR_REGISTRY) readonly registry: ConnectorRegistry,
    { allowedHosts, outgoingProxy }: Environment,
  ) {
    this.egress = createEgress({ allowedHosts, proxyUrl: outgoingProxy });
  }

  /** @throws {NotFoundError} */
  get(connectorId: string): Connector {
    const connector = this.registry.find(connectorId);
    if (connector === undefined) throw new NotFoundError('connector', connectorId);
    return connector;
  }

  /** A connector's README; empty where the server was installed without it. */
  readme({ id, readme }: Connector): Promise<string> {
    const held = this.readmes.get(id) ?? readFile(join(installationRoot, readme), 'utf8').catch(() => '');
    this.readmes.set(id, held);
    return held;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}

/** Above the sources it is the repository, above the build `dist`, which has the READMEs of its own. */
const installationRoot = join(import.meta.dirname, '../../../..');
