import { Module } from '@nestjs/common';
import { sharepoint } from './sharepoint.connector.js';

/** Injection token of the SharePoint connector. */
export const SHAREPOINT = Symbol('connector:sharepoint');

/** Offers the SharePoint action. */
@Module({ providers: [{ provide: SHAREPOINT, useValue: sharepoint }], exports: [SHAREPOINT] })
export class SharepointModule {}
