import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { day } from './event.js';
import { graphReference, inUtc, Moment, readTimeZone, shownTime } from './mailbox.js';
import { addresses, toRecipients } from './people.js';

const Answer = Type.Object({
  emptySuggestionsReason: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  meetingTimeSuggestions: Type.Array(
    Type.Object({
      confidence: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
      meetingTimeSlot: Type.Object({ start: Moment, end: Moment }),
    }),
  ),
});

/** Graph's reasons in plain words. */
const reasons: Readonly<Record<string, string>> = {
  attendeesUnavailable: 'Not enough of the attendees are free.',
  attendeesUnavailableOrUnknown: 'It is not known whether enough of the attendees are free.',
  locationsUnavailable: 'No location is free.',
  organizerUnavailable: 'You are not free yourself.',
  unknown: 'No time was found.',
};

/** Finds times at which people are free, within working hours: POST me/findMeetingTimes. */
export const findMeetingTimes = defineOperation({
  connector: 'microsoft-graph',
  name: 'find-meeting-times',
  title: 'Find meeting times',
  description: 'Suggests times, within working hours, at which you and the attendees are free.',
  effect: 'read',
  input: Type.Object(
    {
      attendees: Type.Optional(addresses('Attendees', 'E-mail addresses, separated by commas.')),
      startDate: day('First day', 'Day from which on to look: 2026-01-31.'),
      endDate: Type.Optional(day('Last day', 'Day until which to look; the first day without it.')),
      duration: Type.Optional(
        Type.String({
          title: 'Duration',
          description: 'How long the meeting lasts, in ISO 8601: PT30M; one hour without it.',
          pattern: '^PT(?=\\d)(?:\\d{1,2}H)?(?:\\d{1,3}M)?$',
        }),
      ),
      limit: Type.Optional(
        Type.Integer({ title: 'Most suggestions', description: '5 by default.', minimum: 1, maximum: 20 }),
      ),
    },
    { title: 'Meeting', description: 'Who meets, when and for how long.', additionalProperties: false },
  ),
  output: Type.Object({
    suggestions: Type.Array(
      Type.Object({
        start: Type.String({ title: 'Start', description: 'With the offset of the mailbox.', format: 'date-time' }),
        end: Type.String({ title: 'End', description: 'With the offset of the mailbox.', format: 'date-time' }),
        confidence: Type.Optional(
          Type.Number({ title: 'Confidence', description: 'How likely it is that all can come, in percent.' }),
        ),
      }),
      { title: 'Suggestions', description: 'Times that suit, the best one first.' },
    ),
    reason: Type.Optional(Type.String({ title: 'Reason', description: 'Why there is no suggestion.' })),
  }),
  scopes: ['Calendars.Read.Shared', 'MailboxSettings.Read'],
  example: { attendees: 'ben@sandbox.example', startDate: '2026-12-01', duration: 'PT30M' },
  documentation: `${graphReference}/user-findmeetingtimes`,

  async run(context, { attendees, startDate, endDate = startDate, duration = 'PT1H', limit = 5 }) {
    const timeZone = await readTimeZone(context);
    const { data } = await context.http.post('/v1.0/me/findMeetingTimes', {
      headers: inUtc,
      json: {
        attendees: toRecipients(attendees)?.map((person) => ({ ...person, type: 'required' })) ?? [],
        timeConstraint: {
          activityDomain: 'work',
          timeSlots: [
            {
              start: { dateTime: `${startDate}T00:00:00`, timeZone },
              end: { dateTime: `${endDate}T23:59:59`, timeZone },
            },
          ],
        },
        meetingDuration: duration,
        maxCandidates: limit,
      },
      answer: Answer,
      isRead: true,
    });
    const reason = data.emptySuggestionsReason;
    return {
      suggestions: data.meetingTimeSuggestions
        .slice(0, limit)
        .map(({ meetingTimeSlot: { start, end }, confidence }) => ({
          start: shownTime(start.dateTime, timeZone),
          end: shownTime(end.dateTime, timeZone),
          ...(typeof confidence === 'number' && { confidence }),
        })),
      ...(reason && { reason: reasons[reason] ?? reasons['unknown'] ?? reason }),
    };
  },
});
