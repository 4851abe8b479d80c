import { VendorUnavailableError, type OperationContext } from '#connectors';
import { Type } from 'typebox';

/** A span of time in ISO 8601. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

/** When a calendar is busy; undefined when it does not exist or does not show that. */
export interface BusyCalendar {
  readonly calendarId: string;
  readonly busy: readonly Span[] | undefined;
}

const Answer = Type.Object({
  calendars: Type.Record(
    Type.String(),
    Type.Object({
      busy: Type.Optional(Type.Array(Type.Object({ start: Type.String(), end: Type.String() }))),
      errors: Type.Optional(Type.Array(Type.Object({ reason: Type.Optional(Type.String()) }))),
    }),
  ),
});

/** Asks when calendars are busy: POST freeBusy, whose answer is in UTC unless a zone is asked for. */
export async function askBusy(
  { http }: OperationContext,
  calendarIds: readonly string[],
  { start, end }: Span,
  timeZone?: string,
): Promise<readonly BusyCalendar[]> {
  const { data } = await http.post('/calendar/v3/freeBusy', {
    json: { timeMin: start, timeMax: end, ...(timeZone && { timeZone }), items: calendarIds.map((id) => ({ id })) },
    answer: Answer,
    isRead: true,
  });
  return calendarIds.map((calendarId) => {
    const { busy, errors = [] } = data.calendars[calendarId] ?? {};
    if (errors.some(({ reason }) => reason === 'internalError')) {
      throw new VendorUnavailableError(`Google cannot tell now when ${calendarId} is busy: try again.`);
    }
    return { calendarId, busy: errors.length > 0 ? undefined : busy };
  });
}
