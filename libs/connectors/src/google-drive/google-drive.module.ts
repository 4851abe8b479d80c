import { Module } from '@nestjs/common';
import { googleDrive } from './google-drive.connector.js';

/** Injection token of the Google Drive connector. */
export const GOOGLE_DRIVE = Symbol('connector:google-drive');

/** Offers the Google Drive action. */
@Module({ providers: [{ provide: GOOGLE_DRIVE, useValue: googleDrive }], exports: [GOOGLE_DRIVE] })
export class GoogleDriveModule {}
