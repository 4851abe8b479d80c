import { Module } from '@nestjs/common';
import { genesysCloud } from './genesys-cloud.connector.js';

/** Injection token of the Genesys Cloud connector. */
export const GENESYS_CLOUD = Symbol('connector:genesys-cloud');

/** Offers the Genesys Cloud action. */
@Module({ providers: [{ provide: GENESYS_CLOUD, useValue: genesysCloud }], exports: [GENESYS_CLOUD] })
export class GenesysCloudModule {}
