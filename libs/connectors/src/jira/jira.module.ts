import { Module } from '@nestjs/common';
import { jira } from './jira.connector.js';

/** Injection token of the Jira connector. */
export const JIRA = Symbol('connector:jira');

/** Offers the Jira action. */
@Module({ providers: [{ provide: JIRA, useValue: jira }], exports: [JIRA] })
export class JiraModule {}
