import type { Person } from '../system.js';
import { sysId, type Row, type TableName } from './row.js';

const incidents = [
  ['INC0010001', 'E-mail does not arrive', '2', '1'],
  ['INC0010002', 'The printer on the second floor is out of paper', '1', '3'],
  ['INC0010003', 'VPN drops every hour', '1', '2'],
  ['INC0010004', 'SAP is slow in the morning', '3', '2'],
  ['INC0010005', 'Cannot open the expense report', '6', '3'],
  ['INC0010006', 'Screen flickers', '1', '3'],
  ['INC0010007', 'Password expired while travelling', '7', '1'],
] as const;

const requests = [
  ['REQ0010001', 'A second screen', 'requested', '4'],
  ['REQ0010002', 'Access to the finance share', 'in_process', '3'],
  ['REQ0010003', 'A headset', 'closed_complete', '4'],
] as const;

/** An hour apart, so that their order is known. */
const time = (index: number) => `2026-01-05 ${String(8 + index).padStart(2, '0')}:00:00`;

/** What an instance begins with. */
export function seeds(people: readonly Person[]): Readonly<Record<TableName, readonly Row[]>> {
  const ada = people[0]?.id ?? '';
  const task = (number: string, index: number): Row => ({
    ...{ sys_id: sysId(number), number, opened_by: ada },
    ...{ sys_created_on: time(index), sys_updated_on: time(index) },
  });
  const user = (sys_id: string, user_name: string, name: string, email: string): Row => ({
    ...{ sys_id, user_name, name, email, company: 'Example Trading' },
  });
  return {
    incident: incidents.map(([number, short_description, state, urgency], index) => ({
      ...task(number, index),
      ...{ short_description, state, urgency, impact: '3', priority: '4', caller_id: ada },
    })),
    sc_request: requests.map(([number, short_description, request_state, priority], index) => ({
      ...task(number, index),
      ...{ short_description, request_state, priority, requested_for: ada },
    })),
    sys_user: [
      ...people.map(({ id, username, name }) => user(id, username, name, username)),
      user(sysId('beth.anglin'), 'beth.anglin', 'Beth Anglin', 'beth.anglin@sandbox.example'),
    ],
    sys_user_group: [{ sys_id: sysId('Service Desk'), name: 'Service Desk' }],
  };
}
