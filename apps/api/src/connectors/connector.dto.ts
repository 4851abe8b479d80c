import { grantTypes } from '#auth-profiles';
import { connectorCategories, type Connector, type ConnectorCategory, type OperationInfo } from '#connectors';
import { AnswerField, AnswerObjectField } from '../http/fields.js';
import {
  AuthorizationPresetView,
  CredentialPresetView,
  grantTypesOf,
  toCredentialPresetView,
  toPresetView,
} from './authorization.dto.js';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
/** The closed list that the catalogue is sorted by. */
export const categoryList = { type: 'array', items: { type: 'string', enum: [...connectorCategories] } } as const;

/** What stands for a system where there is little room. */
export class MarkView {
  @AnswerField({ ...text, enum: ['letters', 'svg'] }) readonly kind!: 'letters' | 'svg';
  @AnswerField({ ...text, description: 'A CSS colour that goes with it.' }) readonly color!: string;
  @AnswerField({ ...text, description: 'Of `letters`.' }, { optional: true }) readonly letters?: string;
  @AnswerField({ ...text, description: 'Of `svg`: the `d` of one path on a canvas of 24 by 24.' }, { optional: true })
  readonly path?: string;
}

/** A page of the vendor's. */
export class LinkView {
  @AnswerField(text) readonly title!: string;
  @AnswerField({ ...text, format: 'uri' }) readonly url!: string;
}

/** A connector in the catalogue. */
export class ConnectorView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField(categoryList) readonly categories!: readonly ConnectorCategory[];
  @AnswerObjectField(() => MarkView) readonly mark!: MarkView;
  @AnswerField({ ...text, format: 'uri' }) readonly website!: string;
  @AnswerField({ type: 'integer' }) readonly operationCount!: number;
  @AnswerField({ type: 'integer' }) readonly templateCount!: number;
}

/** One call that an action can make. */
export class OperationView {
  @AnswerField({ ...text, examples: ['crm.create-lead'] }) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ ...text, enum: ['read', 'write'] }) readonly effect!: 'read' | 'write';
  @AnswerField({
    type: ['string', 'null'],
    enum: ['takes', 'gives', null],
    description: 'Whether a file can come with the request, or as the answer: `.../operations/{name}/content`.',
  })
  readonly content!: 'takes' | 'gives' | null;
  @AnswerField({ ...texts, description: 'What it needs, all of them.' }) readonly scopes!: readonly string[];
  @AnswerField({ type: ['string', 'null'], format: 'uri', description: "The vendor's page about the call." })
  readonly documentation!: string | null;
  @AnswerField({ type: ['object', 'null'], additionalProperties: true, description: 'An input to begin with.' })
  readonly example!: object | null;
  @AnswerField({ type: 'object', additionalProperties: true, description: 'JSON Schema (draft 2020-12).' })
  readonly input!: object;
  @AnswerField({ type: 'object', additionalProperties: true, description: 'JSON Schema (draft 2020-12).' })
  readonly output!: object;
}

/** A dialog template that a connector ships. */
export class ConnectorTemplateView {
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ ...texts, description: 'Ids of the operations that it runs.' }) readonly requires!: readonly string[];
}

/** A connector with all that it offers. */
export class ConnectorDetailsView extends ConnectorView {
  @AnswerObjectField(() => AuthorizationPresetView, {
    nullable: true,
    description: 'OAuth 2, where the system has it.',
  })
  readonly authorization!: AuthorizationPresetView | null;
  @AnswerObjectField(() => CredentialPresetView, {
    isList: true,
    description: 'What people may type in instead, the best one first.',
  })
  readonly credentials!: readonly CredentialPresetView[];
  @AnswerField({
    type: 'array',
    items: { ...text, enum: [...grantTypes] },
    description: 'All ways to authorize with it, the best one first.',
  })
  readonly grantTypes!: readonly string[];
  @AnswerObjectField(() => LinkView, { isList: true }) readonly links!: readonly LinkView[];
  @AnswerObjectField(() => OperationView, { isList: true }) readonly operations!: readonly OperationView[];
  @AnswerObjectField(() => ConnectorTemplateView, { isList: true })
  readonly templates!: readonly ConnectorTemplateView[];
  @AnswerField({ ...text, description: 'Markdown: how to register an app, scopes and limits.' })
  readonly readme!: string;
}

/** What the catalogue shows of a connector. */
export function toConnectorView(connector: Connector): ConnectorView {
  const { id, name, description, categories, mark, website, operations, templates } = connector;
  return {
    ...{ id, name, description, categories, mark, website },
    operationCount: operations.length,
    templateCount: templates.length,
  };
}

/** All that the catalogue shows of a connector. */
export function toConnectorDetailsView(connector: Connector, readme: string): ConnectorDetailsView {
  const templates = connector.templates.map(({ name, title, description, version, requires }) => ({
    ...{ name, title, description, version, requires },
  }));
  return {
    ...toConnectorView(connector),
    authorization: connector.oauth === undefined ? null : toPresetView(connector.oauth),
    credentials: (connector.credentials ?? []).map(toCredentialPresetView),
    grantTypes: grantTypesOf(connector),
    links: connector.links,
    operations: connector.operations.map(toOperationView),
    ...{ templates, readme },
  };
}

/** What is shown of an operation. */
export function toOperationView(operation: OperationInfo): OperationView {
  const { id, name, title, description, effect, scopes, input, output, example, documentation } = operation;
  return {
    ...{ id, name, title, description, effect, scopes, input, output },
    content: operation.content ?? null,
    documentation: documentation ?? null,
    example: example ?? null,
  };
}
