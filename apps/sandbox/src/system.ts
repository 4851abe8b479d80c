import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FaultSwitchboard } from './faults/fault-switchboard.js';
import type { EndpointClass, FaultKind } from './faults/fault-table.js';

/** Somebody who can log in to a system. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** Tells people apart on the login page, such as an edition or a role. */
  readonly note: string;
  /** What authorizes this person's calls where the system takes keys. */
  readonly apiKey?: string;
}

/** A ready answer. A string body is sent as it is, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An endpoint that faults strike and the journal counts. */
export interface Endpoint {
  readonly class: EndpointClass;
  readonly name: string;
}

/** An app that people may let into a system. */
export interface RegisteredApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly isPkceRequired: boolean;
  /** Whether every refresh yields a new refresh token and retires the old one. */
  readonly rotatesRefreshTokens: boolean;
  /** PEM; with it, the app may sign assertions (RFC 7523) instead of proving itself by its secret. */
  readonly publicKey?: string;
}

/** What a token request came to, before a system words it its own way. */
export interface IssuedTokens {
  readonly app: RegisteredApp;
  /** Whom the tokens stand for. */
  readonly personId: string;
  readonly accessToken: string;
  /** Missing when none was issued, or when a refresh left the old one in place. */
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly scopes: readonly string[];
  readonly expiresInSeconds: number;
}

/** Why a token request or an authorization request was refused, in OAuth's words. */
export interface OAuthRefusal {
  readonly error: string;
  readonly description: string;
  /** What the authorization server found, more exactly than it tells callers. */
  readonly detail: string;
  readonly grantType?: string;
}

/** How a refusal is answered. */
export interface WordedRefusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  /** The whole body, where it is not the standard's. */
  readonly body?: unknown;
}

/** How a system's authorization server differs from the standard. Paths are relative to the system's root. */
export interface AuthorizationDialect {
  readonly paths: {
    readonly authorization: string;
    readonly token: string;
    /** RFC 7009; a system that takes tokens back otherwise has a route of its own for that. */
    readonly revocation?: string;
    readonly introspection?: string;
    readonly jwks?: string;
  };
  /** Scope -> what it allows, in plain words. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Held by client-credentials tokens, for which this system's apps cannot ask. */
  readonly appScopes: readonly string[];
  /** Any of them asks for a refresh token; without the list, there always is one. */
  readonly refreshTokenScopes?: readonly string[];
  /** Whom a client-credentials token stands for. */
  readonly integrationPersonId: string;
  /** How apps prove who they are at the token endpoint. */
  readonly clientAuthentication?: 'client_secret_post' | 'client_secret_basic' | 'none';
  readonly accessTokenLifetimeSeconds: number;
  /** Fills in what this system lets callers leave out of an authorization request. */
  readonly adaptQuery: (query: URLSearchParams) => void;
  /** What an access token of this person begins with. */
  readonly accessTokenPrefix: (personId: string) => string;
  readonly tokenAnswer: (issued: IssuedTokens) => Readonly<Record<string, unknown>>;
  readonly refusal: (refusal: OAuthRefusal) => WordedRefusal;
}

/** What a system's authorization server may know of where it runs. */
export interface SystemPlace {
  /** The system's root, without a trailing slash. */
  readonly url: string;
  readonly now: () => Date;
}

/** A system's authorization server. */
export interface SystemOAuth {
  /** The operator's own app; its redirect URIs follow from where the API lives. */
  readonly systemApp: Omit<RegisteredApp, 'redirectUris'>;
  /** What the operator's app asks for. */
  readonly scopes: readonly string[];
  /** How the operator's app gets tokens; each is a registration of its own. */
  readonly grantTypes?: readonly ('authorization-code' | 'client-credentials')[];
  /** Where tokens are taken back, relative to the system's root, when the dialect does not say. */
  readonly revocationPath?: string;
  readonly dialect: (place: SystemPlace) => AuthorizationDialect;
}

/** A way in without OAuth: what people type in authorizes each call. */
export type SystemCredentials = {
  /** The connector's id of this way. */
  readonly id: string;
} & (
  | {
      readonly kind: 'basic';
      /** Marks the user name, such as `/token`. */
      readonly usernameSuffix?: string;
      /** What stands in the password's place; the password itself unless told. */
      readonly secret?: 'password' | 'api-key';
    }
  | {
      readonly kind: 'api-key';
      /** Where the key is found in a call; `prefix` stands before it, such as `Bearer `. */
      readonly placement:
        | { readonly in: 'basic-username' }
        | { readonly in: 'header'; readonly name: string; readonly prefix?: string }
        | { readonly in: 'query'; readonly name: string };
    }
);

/** Whoever calls a system's API, as the call's authorization tells. */
export interface Caller {
  readonly personId: string;
  /** The app that a token was issued to; empty without OAuth. */
  readonly clientId: string;
  /** Without OAuth, all that the system has. */
  readonly scopes: readonly string[];
  /** The way in, where it is not OAuth. */
  readonly credentialsId?: string;
  /** The `state` that the way to its token began with, where something is planned for that. */
  readonly trip?: string;
}

/** What a call says about who makes it. */
export type AuthorizedRequest = Pick<FastifyRequest, 'headers' | 'query'>;

/** What the engine offers to a system. */
export interface SystemHost extends SystemPlace {
  readonly faults: FaultSwitchboard;
  /** Says who calls, by any way that the system has; undefined when nothing in the request authorizes it now. */
  readonly authenticate: (request: AuthorizedRequest) => Promise<Caller | undefined>;
  /** Forgets a token, and a refresh token's access tokens with it; false when it was unknown. */
  readonly revoke: (token: string) => Promise<boolean>;
}

/** Records that a test or the control API can look at. */
export interface RecordStore {
  /** All records that exist, by kind. */
  snapshot(): Readonly<Record<string, readonly unknown[]>>;
  /** Back to the seeds. */
  reset(): void;
}

/** A system at work. */
export interface OpenSystem<Store extends RecordStore = RecordStore> {
  readonly store: Store;
  /**
   * Names an endpoint; undefined for what is not counted and not struck by faults. The path is relative to the system's
   * root. Without it, endpoints of the API are called after their routes: `GET tickets/{id}`.
   */
  readonly classify?: (method: string, path: string) => Endpoint | undefined;
  /** How the system words a fault. */
  readonly faultAnswer: (kind: FaultKind, endpoint: EndpointClass) => Answer | undefined;
  /** Adds the API, on paths relative to the system's root. */
  readonly routes: (app: FastifyInstance) => void;
  /** Adds pages that people look at: faults do not strike them. */
  readonly pages?: (app: FastifyInstance) => void;
}

/** A look-alike of an external system: what its folder plugs into the engine. */
export interface SandboxSystem<Store extends RecordStore = RecordStore> {
  /** Also the first segment of its paths, and the connector that talks to it. */
  readonly id: string;
  readonly name: string;
  readonly people: readonly Person[];
  readonly oauth?: SystemOAuth;
  /** Ways in besides OAuth. */
  readonly credentials?: readonly SystemCredentials[];
  /**
   * Where the API lives, relative to the system's root, for connectors that would look elsewhere; a system whose token
   * answers name it leaves this out.
   */
  readonly apiPath?: string;
  readonly open: (host: SystemHost) => OpenSystem<Store>;
}
