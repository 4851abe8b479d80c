import { Module } from '@nestjs/common';
import { hubspot } from './hubspot.connector.js';

/** Injection token of the HubSpot connector. */
export const HUBSPOT = Symbol('connector:hubspot');

/** Offers the HubSpot action. */
@Module({ providers: [{ provide: HUBSPOT, useValue: hubspot }], exports: [HUBSPOT] })
export class HubspotModule {}
