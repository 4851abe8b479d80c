import { Module } from '@nestjs/common';
import { servicenow } from './servicenow.connector.js';

/** Injection token of the ServiceNow connector. */
export const SERVICENOW = Symbol('connector:servicenow');

/** Offers the ServiceNow action. */
@Module({ providers: [{ provide: SERVICENOW, useValue: servicenow }], exports: [SERVICENOW] })
export class ServicenowModule {}
