import type { EntityReader } from '../read-entity.js';

/** Legal forms, as they stand at the end of a company's name. */
const legalForm =
  /(?:^|\s|&\s)(?:inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|se|e\.\s?v|e\.\s?k|s\.?a|s\.?a\.?r\.?l|sas|s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|oy|oyj|ab|as|a\/s|aps|pty|pvt|kk|k\.k|sp\.\s?z\s?o\.\s?o)\.?$/iu;

/** Words that say that a name is a company's, and no person's. */
const businessWord =
  /^(?:group|bank|navy|army|university|universität|hochschule|college|school|systems?|solutions?|software|consulting|partners|industries|technologies|technology|tech|labs?|holdings?|motors|airlines|airways|foundation|stiftung|institute|institut|hospital|klinikum|hotels?|studios?|media|services?|logistics|logistik|energy|energie|pharma|pharmaceuticals|insurance|versicherung(?:en)?|stadtwerke|verein|werke|bau|handel|international|global|enterprises?|agency|agentur|council|ministry|ministerium|museum|association|verband|club|church|capital|ventures|foods|design|digital|telecom|networks?|electronics|robotics|aerospace|steel|oil|gas|power)$/i;

const openings =
  /^(?:(?:(?:she|he|they|it|i)(?:'s|'m|\s+is|\s+are|\s+am)?\s+)?(?:works?|working)?\s*(?:at|for|with|from)\s+|(?:the\s+|her\s+|his\s+|my\s+)?(?:company|firm|employer|organi[sz]ation)(?:'s)?(?:\s+name)?\s*(?:is|:)?\s+(?:called\s+)?|it's\s+|it is\s+|that's\s+|bei\s+(?:der\s+|dem\s+)?(?:firma\s+)?|(?:(?:die|seine|ihre|meine)\s+)?(?:firma|unternehmen)\s*(?:ist|heißt|lautet|:)?\s+|(?:das|es)\s+ist\s+(?:die\s+)?(?:firma\s+)?)/i;

/** Reads a company's name; "at Acme" and "the company is Acme Inc." are said around it, its legal form belongs to it. */
export const readCompany: EntityReader = ({ text }) => {
  const said = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const rest = said.replace(openings, '');
  const name = withoutEnd(rest === '' ? said : rest);
  return /[\p{L}\p{N}]/u.test(name) ? name : undefined;
};

/** Whether a name ends with a legal form such as "Inc." or "GmbH". */
export function hasLegalForm(name: string): boolean {
  return legalForm.test(name);
}

/** Whether a word tells that a name is not a person's. */
export function isBusinessWord(word: string): boolean {
  return businessWord.test(word);
}

/** Without the full stop that ends the sentence, unless it belongs to a legal form. */
function withoutEnd(name: string): string {
  const trimmed = name.replace(/[\s,;!?]+$/, '').replace(/^["„“”«»]+|["„“”«»]+$/g, '');
  return trimmed.endsWith('.') && !hasLegalForm(trimmed) ? trimmed.slice(0, -1) : trimmed;
}
