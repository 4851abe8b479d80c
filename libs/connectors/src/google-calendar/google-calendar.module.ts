import { Module } from '@nestjs/common';
import { googleCalendar } from './google-calendar.connector.js';

/** Injection token of the Google Calendar connector. */
export const GOOGLE_CALENDAR = Symbol('connector:google-calendar');

/** Offers the Google Calendar action. */
@Module({ providers: [{ provide: GOOGLE_CALENDAR, useValue: googleCalendar }], exports: [GOOGLE_CALENDAR] })
export class GoogleCalendarModule {}
