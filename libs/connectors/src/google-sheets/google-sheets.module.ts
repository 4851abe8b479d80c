import { Module } from '@nestjs/common';
import { googleSheets } from './google-sheets.connector.js';

/** Injection token of the Google Sheets connector. */
export const GOOGLE_SHEETS = Symbol('connector:google-sheets');

/** Offers the Google Sheets action. */
@Module({ providers: [{ provide: GOOGLE_SHEETS, useValue: googleSheets }], exports: [GOOGLE_SHEETS] })
export class GoogleSheetsModule {}
