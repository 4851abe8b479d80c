import type { FastifyInstance } from 'fastify';
import type { FaultSwitchboard } from './faults/fault-switchboard.js';
import type { EndpointClass, FaultKind } from './faults/fault-table.js';

/** Somebody who can log in to a system. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** Tells people apart on the login page, such as an edition or a role. */
  readonly note: string;
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

/** How a system's authorization server differs from the standard. Paths are relative to the system's root. */
export interface AuthorizationDialect {
  readonly paths: {
    readonly authorization: string;
    readonly token: string;
    readonly introspection: string;
    readonly jwks: string;
  };
  /** Scope -> what it allows, in plain words. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Held by client-credentials tokens, for which this system's apps cannot ask. */
  readonly appScopes: readonly string[];
  /** Any of them asks for a refresh token. */
  readonly refreshTokenScopes: readonly string[];
  /** Whom a client-credentials token stands for. */
  readonly integrationPersonId: string;
  readonly password: string;
  readonly accessTokenLifetimeSeconds: number;
  /** Fills in what this system lets callers leave out of an authorization request. */
  readonly adaptQuery: (query: URLSearchParams) => void;
  /** What an access token of this person begins with. */
  readonly accessTokenPrefix: (personId: string) => string;
  readonly tokenAnswer: (issued: IssuedTokens) => Readonly<Record<string, unknown>>;
  readonly refusal: (refusal: OAuthRefusal) => { readonly status: number; error: string; description: string };
}

/** Whoever calls a system's API, as its access token tells. */
export interface Caller {
  readonly personId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** The `state` that the way to its token began with, where something is planned for that. */
  readonly trip?: string;
}

/** What the engine offers to a system. */
export interface SystemHost {
  /** The system's root, without a trailing slash. */
  readonly url: string;
  readonly now: () => Date;
  readonly faults: FaultSwitchboard;
  /** Reads an `Authorization` header; undefined when it holds no token that is valid now. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller | undefined>;
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
  readonly people: readonly Person[];
  readonly dialect: AuthorizationDialect;
  readonly store: Store;
  /** Names an endpoint; undefined for pages that people look at. The path is relative to the system's root. */
  readonly classify: (method: string, path: string) => Endpoint | undefined;
  /** How the system words a fault. */
  readonly faultAnswer: (kind: FaultKind, endpoint: EndpointClass) => Answer | undefined;
  /** Adds the API and pages, on paths relative to the system's root. */
  readonly routes: (app: FastifyInstance) => void;
}

/** The parts of an auth profile that a system's root URL decides. */
export interface ProfileUrls {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly scopes: readonly string[];
}

/** A look-alike of an external system: what its folder plugs into the engine. */
export interface SandboxSystem<Store extends RecordStore = RecordStore> {
  /** Also the first segment of its paths, and the connector that talks to it. */
  readonly id: string;
  readonly name: string;
  /** The operator's own app; its redirect URIs follow from where the API lives. */
  readonly systemApp: Omit<RegisteredApp, 'redirectUris'>;
  readonly profileUrls: (url: string) => ProfileUrls;
  readonly open: (host: SystemHost) => OpenSystem<Store>;
}
