import type { SalesforceRecord } from './record-store.js';

const [open, working] = ['Open - Not Contacted', 'Working - Contacted'];

function lead(name: string, company: string, more: SalesforceRecord = {}): SalesforceRecord {
  const [FirstName = '', LastName = ''] = name.split(' ');
  const Email = `${FirstName}.${LastName}@${company.split(' ')[0]}.example`.toLowerCase();
  return { FirstName, LastName, Company: company, Email, Status: open, ...more };
}

/** The leads to begin with, newest first. */
export const seededLeads: readonly SalesforceRecord[] = [
  lead('Nora Quill', 'Inkwell Press', { Title: 'Publisher', LeadSource: 'Web', Rating: 'Hot' }),
  lead('Omar Lind', 'Northlight Energy', { Title: 'Buyer', Industry: 'Energy', Status: working }),
  lead('Priya Stone', 'Quarry Works', { Title: 'Managing Director', MobilePhone: '+1 202 555 0143' }),
  lead('Rui Barros', 'Harbour Foods', { City: 'Porto', Country: 'Portugal' }),
  lead('Sofia Vale', 'Vale & Daughters', { Industry: 'Retail', NumberOfEmployees: 12 }),
  lead('Tomas Berg', 'Bergbahn Transport', { Phone: '+49 30 901820', Country: 'Germany' }),
  lead('Uma Field', 'Fieldnotes Software', { Industry: 'Technology', Rating: 'Warm', AnnualRevenue: 2_400_000 }),
  lead('Viktor Hale', 'Hale Instruments', { Status: 'Closed - Not Converted' }),
  lead('Wen Zhou', 'Bluebird Toys', { LeadSource: 'Partner Referral' }),
  lead('Xenia Roth', 'Roth Opticians', { Title: 'Owner', Description: 'Asked for a call in the afternoon.' }),
  lead("Yara O'Neil", 'Greenhouse Collective', { Status: working }),
  lead('Zane Miller', 'Millstone Bakery', { Rating: 'Cold' }),
];

/** The opportunities to begin with, newest first. */
export const seededOpportunities: readonly SalesforceRecord[] = [
  { Name: 'Inkwell Press - autumn list', StageName: 'Prospecting', CloseDate: '2030-09-30', Amount: 12_500 },
  { Name: 'Northlight Energy - meters', StageName: 'Proposal/Price Quote', CloseDate: '2030-12-15', Amount: 88_000 },
  { Name: 'Bluebird Toys - pilot', StageName: 'Closed Won', CloseDate: '2025-03-01', Amount: 4_200 },
];

/** The cases to begin with, newest first. */
export const seededCases: readonly SalesforceRecord[] = [
  { Subject: 'The invoice is wrong', Priority: 'High', Origin: 'Email', SuppliedName: 'Nora Quill' },
  { Subject: 'Where is my order?', Status: 'Working', Origin: 'Web', SuppliedEmail: 'omar.lind@northlight.example' },
  { Subject: 'How do I change my address?', Status: 'Closed', Priority: 'Low', Origin: 'Phone' },
];
