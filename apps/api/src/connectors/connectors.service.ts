import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  createConnectorRegistry,
  createEgress,
  type Connector,
  type ConnectorRegistry,
  type Egress,
} from '#connectors';
import { Environment } from '../config/environment.js';
import { NotFoundError } from '../http/problem.js';

/** The systems that the server knows, and the guarded way out to them. */
@Injectable()
export class ConnectorsService implements OnApplicationShutdown {
  readonly registry: ConnectorRegistry = createConnectorRegistry([]);
  readonly egress: Egress;

  constructor({ allowedHosts, outgoingProxy }: Environment) {
    this.egress = createEgress({ allowedHosts, proxyUrl: outgoingProxy });
  }

  /** @throws {NotFoundError} */
  get(connectorId: string): Connector {
    const connector = this.registry.find(connectorId);
    if (connector === undefined) throw new NotFoundError('connector', connectorId);
    return connector;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}
