import { Module } from '@nestjs/common';
import { zendesk } from './zendesk.connector.js';

/** Injection token of the Zendesk connector. */
export const ZENDESK = Symbol('connector:zendesk');

/** Offers the Zendesk action. */
@Module({ providers: [{ provide: ZENDESK, useValue: zendesk }], exports: [ZENDESK] })
export class ZendeskModule {}
