import { Module } from '@nestjs/common';
import { dynamics } from './dynamics.connector.js';

/** Injection token of the Dynamics 365 connector. */
export const DYNAMICS = Symbol('connector:dynamics');

/** Offers the Dynamics 365 action. */
@Module({ providers: [{ provide: DYNAMICS, useValue: dynamics }], exports: [DYNAMICS] })
export class DynamicsModule {}
