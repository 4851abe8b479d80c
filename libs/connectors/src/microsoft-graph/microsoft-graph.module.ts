import { Module } from '@nestjs/common';
import { microsoftGraph } from './microsoft-graph.connector.js';

/** Injection token of the Microsoft Graph connector. */
export const MICROSOFT_GRAPH = Symbol('connector:microsoft-graph');

/** Offers the Microsoft Graph action. */
@Module({ providers: [{ provide: MICROSOFT_GRAPH, useValue: microsoftGraph }], exports: [MICROSOFT_GRAPH] })
export class MicrosoftGraphModule {}
