import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { CalendarId, calendarGuide, EventId, eventsPath } from './calendar-api.js';
import { eventFields } from './event.js';

/** Cancels an event: DELETE calendars/{calendarId}/events/{eventId}; one that is gone is `record-not-found`. */
export const deleteEvent = defineOperation({
  connector: 'google-calendar',
  name: 'delete-event',
  title: 'Cancel an event',
  description: 'Deletes an event and tells its attendees that it is cancelled.',
  effect: 'write',
  input: Type.Object(
    { id: EventId, notify: Type.Optional(eventFields.notify), calendarId: Type.Optional(CalendarId) },
    { title: 'Event', description: 'The event to cancel.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the event that was cancelled.' }) }),
  scopes: ['https://www.googleapis.com/auth/calendar.events'],
  example: { id: 'planning01' },
  documentation: `${calendarGuide}/events/delete`,

  async run({ http }, { id, calendarId = 'primary', notify = true }) {
    await http.delete(`${eventsPath}/{id}`, {
      path: { calendarId, id },
      query: { sendUpdates: notify ? 'all' : 'none' },
    });
    return { id };
  },

  async reconcile({ http }, { id, calendarId = 'primary' }) {
    try {
      const answer = Type.Object({ status: Type.Optional(Type.String()) });
      const { data } = await http.get(`${eventsPath}/{id}`, { path: { calendarId, id }, answer });
      return data.status === 'cancelled' ? { id } : undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
