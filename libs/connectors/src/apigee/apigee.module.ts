import { Module } from '@nestjs/common';
import { apigee } from './apigee.connector.js';

/** Injection token of the Apigee connector. */
export const APIGEE = Symbol('connector:apigee');

/** Offers the Apigee action. */
@Module({ providers: [{ provide: APIGEE, useValue: apigee }], exports: [APIGEE] })
export class ApigeeModule {}
