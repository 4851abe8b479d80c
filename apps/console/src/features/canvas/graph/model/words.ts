import type {
  ComparisonOperator,
  Condition,
  EntityKind,
  JsonValue,
  NodeType,
  Reference,
} from '../../../../dialog-graph/graph.ts';

/** How people call the types of nodes. */
export const typeWords: Readonly<Record<NodeType, string>> = {
  intent: 'Start',
  entity: 'Question',
  form: 'Form',
  confirmation: 'Confirmation',
  service: 'Service',
  message: 'Message',
  decision: 'Decision',
  group: 'Group',
  end: 'End',
};

/** How people call the kinds of values. */
export const kindWords: Readonly<Record<EntityKind, string>> = {
  text: 'Text',
  number: 'Number',
  email: 'E-mail address',
  phone: 'Phone number',
  date: 'Date',
  time: 'Time',
  'date-time': 'Date and time',
  duration: 'Duration',
  money: 'Amount of money',
  url: 'Web address',
  choice: 'Choice',
  person: 'Person',
  company: 'Company',
  'yes-no': 'Yes or no',
  attachment: 'File',
};

/** How people say an operator. */
export const operatorWords: Readonly<Record<ComparisonOperator, string>> = {
  equals: 'is',
  'not-equals': 'is not',
  contains: 'contains',
  'starts-with': 'starts with',
  'greater-than': 'is more than',
  'less-than': 'is less than',
  'is-set': 'has a value',
  'is-empty': 'is empty',
};

/** Whether an operator looks at its left side only. */
export function isUnary(operator: ComparisonOperator): boolean {
  return operator === 'is-set' || operator === 'is-empty';
}

/** A reference in a few words. */
export function referenceWords(reference: Reference): string {
  switch (reference.from) {
    case 'entity':
      return `${reference.name}${path(reference.pointer)}`;
    case 'result':
      return `${reference.node}${path(reference.pointer)}`;
    case 'error':
      return `error ${reference.name}`;
    case 'end-user':
      return reference.name === 'displayName' ? 'name of the end user' : `${reference.name} of the end user`;
    case 'value':
      return valueWords(reference.value);
  }
}

/** A condition as a sentence. */
export function conditionWords(condition: Condition): string {
  if ('left' in condition) {
    const { left, operator, right } = condition;
    const said = `${referenceWords(left)} ${operatorWords[operator]}`;
    return isUnary(operator) ? said : `${said} ${right ? referenceWords(right) : '…'}`;
  }
  if ('not' in condition) return `not (${conditionWords(condition.not)})`;
  const [parts, joint] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
  if (parts.length === 0) return joint === ' and ' ? 'always' : 'never';
  return parts
    .map((part) => ('left' in part || parts.length === 1 ? conditionWords(part) : `(${conditionWords(part)})`))
    .join(joint);
}

function path(pointer: string | undefined): string {
  return pointer === undefined ? '' : pointer.split('/').join(' › ').replace(/^ › /, ' › ');
}

function valueWords(value: JsonValue): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
