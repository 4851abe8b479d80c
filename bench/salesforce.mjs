const data = '/services/data/v66.0';

/** The addresses of Salesforce that the bench takes part in. */
export const salesforcePaths = {
  token: '/services/oauth2/token',
  revoke: '/services/oauth2/revoke',
  userInfo: '/services/oauth2/userinfo',
  query: `${data}/query`,
  leads: `${data}/sobjects/Lead`,
  lead: `${data}/sobjects/Lead/`,
};

/** The lead that every read reads. */
export const leadId = '00Q5e00000AbCdEEAV';

/** What is asked for of a lead, as the operation asks for it. */
export const leadFields = 'Id,FirstName,LastName,Company,Title,Email,Phone,MobilePhone,Status,LeadSource,CreatedDate';
