import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { LeadId } from './lead.js';
import { dataPath, restGuide } from './rest-api.js';

/** Deletes a lead: DELETE sobjects/Lead/{id}; one that does not exist is `record-not-found`. */
export const deleteLead = defineOperation({
  connector: 'salesforce',
  name: 'delete-lead',
  title: 'Delete a lead',
  description: "Moves a lead to Salesforce's recycle bin.",
  effect: 'write',
  input: Type.Object(
    { id: LeadId },
    { title: 'Lead', description: 'The lead to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the lead that was deleted.' }) }),
  scopes: ['api'],
  example: { id: '00Q000000000001AAA' },
  documentation: `${restGuide}/dome_delete_record.htm`,

  async run({ http }, { id }) {
    await http.delete(`${dataPath}/sobjects/Lead/{id}`, { path: { id } });
    return { id };
  },

  async reconcile({ http }, { id }) {
    try {
      await http.get(`${dataPath}/sobjects/Lead/{id}`, { path: { id }, query: { fields: 'Id' } });
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
