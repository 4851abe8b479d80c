/** Zendesk's priorities, as templates offer them. */
export const priorities = [
  { value: 'low', title: 'Low' },
  { value: 'normal', title: 'Normal', synonyms: ['medium'] },
  { value: 'high', title: 'High' },
  { value: 'urgent', title: 'Urgent', synonyms: ['critical'] },
] as const;

/** Zendesk's states of a ticket that templates offer; a closed ticket cannot be opened again. */
export const statuses = [
  { value: 'open', title: 'Open' },
  { value: 'pending', title: 'Pending', synonyms: ['waiting'] },
  { value: 'hold', title: 'On hold', synonyms: ['hold'] },
  { value: 'solved', title: 'Solved', synonyms: ['done', 'resolved'] },
] as const;
