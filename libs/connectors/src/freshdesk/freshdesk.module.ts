import { Module } from '@nestjs/common';
import { freshdesk } from './freshdesk.connector.js';

/** Injection token of the Freshdesk connector. */
export const FRESHDESK = Symbol('connector:freshdesk');

/** Offers the Freshdesk action. */
@Module({ providers: [{ provide: FRESHDESK, useValue: freshdesk }], exports: [FRESHDESK] })
export class FreshdeskModule {}
