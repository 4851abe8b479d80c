/** The type of a field, in the words of a describe answer. */
type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'url'
  | 'picklist'
  | 'boolean'
  | 'int'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime';

/** A field of an object. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** In characters, for texts. */
  readonly length: number;
  readonly isRequired: boolean;
  /** Callers may not write it. */
  readonly isReadOnly: boolean;
  readonly values: readonly string[];
  readonly default: string | boolean | null;
}

/** An object that the API offers. */
export interface SalesforceObject {
  readonly name: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly isReadOnly: boolean;
  readonly fields: readonly Field[];
}

function field(type: FieldType, name: string, label: string, more: Partial<Field> = {}): Field {
  const plain = { length: 0, isRequired: false, isReadOnly: false, values: [], default: null };
  return { ...plain, ...more, type, name, label };
}

const text = (name: string, label: string, length: number, more: Partial<Field> = {}) =>
  field('string', name, label, { length, ...more });
const phone = (name: string, label: string) => field('phone', name, label, { length: 40 });
const picklist = (name: string, label: string, values: readonly string[], more: Partial<Field> = {}) =>
  field('picklist', name, label, { length: 255, values, ...more });
const description = field('textarea', 'Description', 'Description', { length: 32_000 });
const computed = { isReadOnly: true } as const;

const identity = field('id', 'Id', 'Record ID', { length: 18, ...computed });
const audit: readonly Field[] = [
  field('reference', 'OwnerId', 'Owner ID', { length: 18 }),
  field('boolean', 'IsDeleted', 'Deleted', { default: false, ...computed }),
  field('datetime', 'CreatedDate', 'Created Date', computed),
  field('reference', 'CreatedById', 'Created By ID', { length: 18, ...computed }),
  field('datetime', 'LastModifiedDate', 'Last Modified Date', computed),
  field('reference', 'LastModifiedById', 'Last Modified By ID', { length: 18, ...computed }),
  field('datetime', 'SystemModstamp', 'System Modstamp', computed),
];

const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

const lead: SalesforceObject = {
  name: 'Lead',
  labelPlural: 'Leads',
  keyPrefix: '00Q',
  isReadOnly: false,
  fields: [
    identity,
    text('LastName', 'Last Name', 80, { isRequired: true }),
    text('FirstName', 'First Name', 40),
    picklist('Salutation', 'Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.']),
    text('Name', 'Full Name', 121, computed),
    text('Title', 'Title', 128),
    text('Company', 'Company', 255, { isRequired: true }),
    text('Street', 'Street', 255),
    text('City', 'City', 40),
    text('State', 'State/Province', 80),
    text('PostalCode', 'Zip/Postal Code', 20),
    text('Country', 'Country', 80),
    phone('Phone', 'Phone'),
    phone('MobilePhone', 'Mobile Phone'),
    field('email', 'Email', 'Email', { length: 80 }),
    field('url', 'Website', 'Website', { length: 255 }),
    description,
    picklist('LeadSource', 'Lead Source', leadSources),
    picklist(
      'Status',
      'Status',
      ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'],
      { isRequired: true, default: 'Open - Not Contacted' },
    ),
    picklist('Industry', 'Industry', [
      'Banking',
      'Education',
      'Electronics',
      'Energy',
      'Retail',
      'Technology',
      'Other',
    ]),
    picklist('Rating', 'Rating', ['Hot', 'Warm', 'Cold']),
    field('currency', 'AnnualRevenue', 'Annual Revenue'),
    field('int', 'NumberOfEmployees', 'Employees'),
    field('boolean', 'IsConverted', 'Converted', { default: false, ...computed }),
    ...audit,
  ],
};

const opportunity: SalesforceObject = {
  name: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  isReadOnly: false,
  fields: [
    identity,
    text('Name', 'Name', 120, { isRequired: true }),
    description,
    picklist(
      'StageName',
      'Stage',
      ['Prospecting', 'Qualification', 'Needs Analysis', 'Proposal/Price Quote', 'Closed Won', 'Closed Lost'],
      { isRequired: true },
    ),
    field('date', 'CloseDate', 'Close Date', { isRequired: true }),
    field('currency', 'Amount', 'Amount'),
    field('percent', 'Probability', 'Probability (%)'),
    picklist('Type', 'Opportunity Type', ['Existing Business', 'New Business']),
    text('NextStep', 'Next Step', 255),
    picklist('LeadSource', 'Lead Source', leadSources),
    field('reference', 'AccountId', 'Account ID', { length: 18 }),
    field('boolean', 'IsClosed', 'Closed', { default: false, ...computed }),
    field('boolean', 'IsWon', 'Won', { default: false, ...computed }),
    ...audit,
  ],
};

const supportCase: SalesforceObject = {
  name: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  isReadOnly: false,
  fields: [
    identity,
    text('CaseNumber', 'Case Number', 30, computed),
    text('Subject', 'Subject', 255),
    description,
    picklist('Status', 'Status', ['New', 'Working', 'Escalated', 'Closed'], { isRequired: true, default: 'New' }),
    picklist('Priority', 'Priority', ['High', 'Medium', 'Low'], { default: 'Medium' }),
    picklist('Origin', 'Case Origin', ['Phone', 'Email', 'Web']),
    text('SuppliedName', 'Web Name', 80),
    field('email', 'SuppliedEmail', 'Web Email', { length: 80 }),
    text('SuppliedPhone', 'Web Phone', 40),
    field('boolean', 'IsClosed', 'Closed', { default: false, ...computed }),
    ...audit,
  ],
};

const caseComment: SalesforceObject = {
  name: 'CaseComment',
  labelPlural: 'Case Comments',
  keyPrefix: '00a',
  isReadOnly: false,
  fields: [
    identity,
    field('reference', 'ParentId', 'Parent Case ID', { length: 18, isRequired: true }),
    field('textarea', 'CommentBody', 'Body', { length: 4_000 }),
    field('boolean', 'IsPublished', 'Published', { default: false }),
    ...audit,
  ],
};

const organization: SalesforceObject = {
  name: 'Organization',
  labelPlural: 'Organizations',
  keyPrefix: '00D',
  isReadOnly: true,
  fields: [
    identity,
    text('Name', 'Name', 80),
    text('OrganizationType', 'Edition', 40),
    field('boolean', 'IsSandbox', 'Is Sandbox', { default: false }),
    field('datetime', 'TrialExpirationDate', 'Trial Expiration Date'),
    text('InstanceName', 'Instance Name', 5),
    text('LanguageLocaleKey', 'Language', 40),
    text('Country', 'Country', 80),
  ],
};

const user: SalesforceObject = {
  name: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  isReadOnly: true,
  fields: [
    identity,
    text('Username', 'Username', 80),
    text('LastName', 'Last Name', 80),
    text('FirstName', 'First Name', 40),
    text('Name', 'Full Name', 121),
    field('email', 'Email', 'Email', { length: 128 }),
    field('boolean', 'IsActive', 'Active', { default: true }),
    text('UserType', 'User Type', 40),
    text('TimeZoneSidKey', 'Time Zone', 40),
    text('LocaleSidKey', 'Locale', 40),
  ],
};

/** Every object of the look-alike. */
export const objects: readonly SalesforceObject[] = [lead, opportunity, supportCase, caseComment, organization, user];

/** Finds an object by its name, whose case does not matter. */
export function findObject(name: string): SalesforceObject | undefined {
  return objects.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}

/** Finds a field by its name, whose case does not matter. */
export function findField(object: SalesforceObject, name: string): Field | undefined {
  return object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}
