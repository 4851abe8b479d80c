/** The stages of the pipeline that every HubSpot account begins with; edit them in the dialog task where there are others. */
export const dealStages = [
  { value: 'appointmentscheduled', title: 'Appointment scheduled', synonyms: ['appointment'] },
  { value: 'qualifiedtobuy', title: 'Qualified to buy', synonyms: ['qualified'] },
  { value: 'presentationscheduled', title: 'Presentation scheduled', synonyms: ['presentation'] },
  { value: 'decisionmakerboughtin', title: 'Decision maker bought-in', synonyms: ['decision maker'] },
  { value: 'contractsent', title: 'Contract sent', synonyms: ['contract'] },
  { value: 'closedwon', title: 'Closed won', synonyms: ['won'] },
  { value: 'closedlost', title: 'Closed lost', synonyms: ['lost'] },
] as const;
