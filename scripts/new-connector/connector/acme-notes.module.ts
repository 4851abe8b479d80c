import { Module } from '@nestjs/common';
import { acmeNotes } from './acme-notes.connector.js';

/** Injection token of the Acme Notes connector. */
export const ACME_NOTES = Symbol('connector:acme-notes');

/** Offers the Acme Notes action. */
@Module({ providers: [{ provide: ACME_NOTES, useValue: acmeNotes }], exports: [ACME_NOTES] })
export class AcmeNotesModule {}
