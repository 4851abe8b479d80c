import { Module } from '@nestjs/common';
import { salesforce } from './salesforce.connector.js';

/** Injection token of the Salesforce connector. */
export const SALESFORCE = Symbol('connector:salesforce');

/** Offers the Salesforce action. */
@Module({ providers: [{ provide: SALESFORCE, useValue: salesforce }], exports: [SALESFORCE] })
export class SalesforceModule {}
