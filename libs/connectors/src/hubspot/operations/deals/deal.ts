import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { CrmRecord, known, recordId, recordLink, textsOf, toProperties, toTime } from '../crm.js';

/** The id of a deal, as operations take it. */
export const DealId = recordId('Deal id');

const text = (title: string, description: string) =>
  Type.String({ title, description, minLength: 1, maxLength: 255, pattern: '\\S' });

/** The fields of a deal that can be written, each required. */
export const dealFields = {
  name: text('Name', 'What the deal is called.'),
  stage: text(
    'Stage',
    'Id of a stage of the pipeline; HubSpot begins with appointmentscheduled and ends with closedwon.',
  ),
  pipeline: text('Pipeline', 'Id of the pipeline; "default" is the first that every account has.'),
  amount: Type.Number({ title: 'Amount', description: "What the deal is worth, in the account's currency." }),
  closeDate: Type.String({ title: 'Close date', description: 'When it is expected to close.', format: 'date-time' }),
};

/** A deal as operations return it; what HubSpot does not know is left out. */
export const Deal = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the deal in HubSpot.' }),
    url: Type.String({ title: 'Link', description: 'Opens the deal in HubSpot.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'What the deal is called.' }),
    stage: Type.Optional(Type.String({ title: 'Stage', description: 'Id of its stage.' })),
    pipeline: Type.Optional(Type.String({ title: 'Pipeline', description: 'Id of its pipeline.' })),
    amount: Type.Optional(Type.Number({ title: 'Amount', description: 'What it is worth.' })),
    closeDate: Type.Optional(
      Type.String({ title: 'Close date', description: 'When it closes, in UTC.', format: 'date-time' }),
    ),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Deal', description: 'A deal in HubSpot.' },
);

/** HubSpot's names of everything that is read of a deal. */
export const dealProperties = ['dealname', 'dealstage', 'pipeline', 'amount', 'closedate', 'createdate'] as const;

interface DealInput {
  readonly name?: string;
  readonly stage?: string;
  readonly pipeline?: string;
  readonly amount?: number;
  readonly closeDate?: string;
}

/** The deal as HubSpot wants it: only the fields that are given. */
export function toDealProperties({ name, stage, pipeline, amount, closeDate }: DealInput) {
  return toProperties({ dealname: name, dealstage: stage, pipeline, amount, closedate: toTime(closeDate) });
}

/** The deal as operations return it. */
export function toDeal(context: OperationContext, record: Static<typeof CrmRecord>) {
  const { dealname, dealstage, pipeline, amount, closedate, createdate } = textsOf(record, dealProperties);
  const worth = Number.parseFloat(amount ?? '');
  return {
    ...recordLink(context, 'deals', record.id),
    name: dealname ?? `Deal ${record.id}`,
    ...known({
      stage: dealstage,
      pipeline,
      amount: Number.isFinite(worth) ? worth : undefined,
      closeDate: toTime(closedate),
      createdAt: toTime(record.createdAt ?? createdate),
    }),
  };
}
