import { plainToInstance, Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { readSecretFiles } from './secret-files.js';

/** The environment holds something the server cannot run with. */
export class EnvironmentInvalidError extends Error {
  readonly code = 'environment-invalid';
  override readonly name = 'EnvironmentInvalidError';
}

const toList = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.split(/[\s,]+/).filter((item) => item !== '') : value;
/** What is neither a number nor a switch stays as it is, and is complained about. */
const toNumber = ({ value }: { value: unknown }) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
const switches: ReadonlyMap<string, boolean> = new Map(
  [true, false].flatMap((isOn) =>
    (isOn ? ['on', 'true', '1', 'yes'] : ['off', 'false', '0', 'no']).map((word) => [word, isOn]),
  ),
);
const toBoolean = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? (switches.get(value.toLowerCase()) ?? value) : value;

const webUrl = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
/** Links are made by appending a path to it. */
const isBase = (url: unknown): boolean => {
  const parsed = URL.parse(String(url));
  return parsed !== null && `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` === '';
};
const IsBase = () =>
  ValidateBy({
    name: 'isBase',
    validator: { validate: isBase, defaultMessage: () => 'must be an address without credentials, query and fragment' },
  });

/** Everything that the operator can set. The names of the variables are in `environmentVariables`. */
export class Environment {
  /** TCP port of the API. */
  @Transform(toNumber) @IsInt() @Min(0) @Max(65_535) readonly port: number = 3000;
  /** Address to listen on. */
  @IsString() @MinLength(1) readonly host: string = '127.0.0.1';
  /** How browsers reach the API: the base of links and callback URLs, without a trailing slash. */
  @Transform(({ value }) => (typeof value === 'string' ? value.replace(/\/+$/, '') : value))
  @IsUrl(webUrl)
  @IsBase()
  publicUrl: string = 'http://localhost:3000';
  @IsIn(['development', 'production', 'test']) readonly mode: 'development' | 'production' | 'test' = 'development';
  /** A PostgreSQL server; without it the embedded one in the data folder is used. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must begin with postgres://' })
  readonly databaseUrl?: string;
  /** The role that owns the tables there and migrates them, where the server's own shall not. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must begin with postgres://' })
  readonly databaseOwnerUrl?: string;
  @Transform(toNumber) @IsInt() @Min(2) @Max(200) readonly databasePoolSize: number = 20;
  /** Embedded database, and the master key when none is given. */
  @IsString() @MinLength(1) readonly dataFolder: string = 'data';
  /** `id:base64` of 32 bytes each; the first one encrypts, all decrypt. */
  @Transform(toList) @IsString({ each: true }) readonly masterKeys: readonly string[] = [];
  /** What `npm run data:export` and `data:import` seal secrets with. */
  @IsOptional() @IsString() @MinLength(12) readonly exportPassphrase?: string;
  /** The one-time token of the first set-up; without it one is made and printed at start. */
  @IsOptional() @IsString() @MinLength(16) readonly setupToken?: string;
  /** A key service that wraps the data keys, in place of master keys of the operator's own. */
  @IsOptional() @IsUrl(webUrl) @IsBase() readonly keyServiceUrl?: string;
  /** What the key service knows us by. */
  @IsOptional() @IsString() @MinLength(16) readonly keyServiceToken?: string;
  /** A JSON list of the operator's own client registrations. */
  @IsOptional() @IsString() readonly systemProfiles?: string;
  /** Hosts (`host` or `host:port`) that may be private or plain http. */
  @Transform(toList) @IsString({ each: true }) readonly allowedHosts: readonly string[] = [];
  /** Where the operator's sandbox is: bots may then choose how their next sign-in there ends. */
  @IsOptional() @IsUrl(webUrl) @IsBase() readonly simulatorUrl?: string;
  /** An HTTP proxy that every outgoing request goes through. */
  @IsOptional()
  @IsUrl(webUrl)
  readonly outgoingProxy?: string;
  /** Whether `X-Forwarded-*` of the proxy in front is believed. */
  @Transform(toBoolean) @IsBoolean() readonly trustProxy: boolean = false;
  /** How long an authorization link can be opened. */
  @Transform(toNumber) @IsInt() @Min(1) @Max(1440) readonly authorizationRequestMinutes: number = 30;
  /** The mail server: `smtps://user:password@host`, or `smtp://` which must offer STARTTLS; without it no mail is sent. */
  @IsOptional() @IsUrl({ ...webUrl, protocols: ['smtp', 'smtps'] }) readonly smtpUrl?: string;
  /** Instead of the one in `smtpUrl`. */
  @IsOptional() @IsString() readonly smtpPassword?: string;
  /** Whether mails may travel unencrypted to another machine. */
  @Transform(toBoolean) @IsBoolean() readonly isPlainSmtpAllowed: boolean = false;
  /** From whom mails are: `bots@example.com` or `Bots <bots@example.com>`. */
  @ValidateIf(({ smtpUrl, mailFrom }: Environment) => smtpUrl !== undefined || mailFrom !== undefined)
  @Matches(/^([^<>@,\r\n]+ <[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/, {
    message: 'must be an address such as bots@example.com or Bots <bots@example.com>',
  })
  readonly mailFrom?: string;
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info';
  /** Where OpenTelemetry traces are sent (OTLP over HTTP); without it none are made. */
  @IsOptional() @IsUrl(webUrl) @IsBase() readonly otlpEndpoint?: string;

  /** Whether cookies need the `Secure` attribute. */
  get isHttps(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}

/** Field of `Environment` -> the variable that sets it. */
export const environmentVariables = {
  port: 'PORT',
  host: 'HOST',
  publicUrl: 'ATTACHE_PUBLIC_URL',
  mode: 'NODE_ENV',
  databaseUrl: 'DATABASE_URL',
  databaseOwnerUrl: 'ATTACHE_DATABASE_OWNER_URL',
  databasePoolSize: 'ATTACHE_DATABASE_POOL_SIZE',
  dataFolder: 'ATTACHE_DATA_FOLDER',
  masterKeys: 'ATTACHE_MASTER_KEYS',
  keyServiceUrl: 'ATTACHE_KEY_SERVICE_URL',
  keyServiceToken: 'ATTACHE_KEY_SERVICE_TOKEN',
  exportPassphrase: 'ATTACHE_EXPORT_PASSPHRASE',
  setupToken: 'ATTACHE_SETUP_TOKEN',
  systemProfiles: 'ATTACHE_SYSTEM_PROFILES',
  allowedHosts: 'ATTACHE_ALLOWED_HOSTS',
  simulatorUrl: 'ATTACHE_SIMULATOR_URL',
  outgoingProxy: 'ATTACHE_OUTGOING_PROXY',
  trustProxy: 'ATTACHE_TRUST_PROXY',
  authorizationRequestMinutes: 'ATTACHE_AUTHORIZATION_REQUEST_MINUTES',
  smtpUrl: 'ATTACHE_SMTP_URL',
  smtpPassword: 'ATTACHE_SMTP_PASSWORD',
  isPlainSmtpAllowed: 'ATTACHE_SMTP_ALLOW_PLAIN',
  mailFrom: 'ATTACHE_MAIL_FROM',
  logLevel: 'ATTACHE_LOG_LEVEL',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
} as const satisfies Partial<Record<keyof Environment, string>>;

/** Fields that can hold a secret: each may come from a file that `<variable>_FILE` names. */
export const secretFields = [
  'databaseUrl',
  'databaseOwnerUrl',
  'masterKeys',
  'keyServiceToken',
  'exportPassphrase',
  'setupToken',
  'systemProfiles',
  'outgoingProxy',
  'smtpUrl',
  'smtpPassword',
] as const satisfies readonly (keyof typeof environmentVariables)[];

/**
 * The environment as one validated object.
 * @throws {EnvironmentInvalidError} naming every variable that is wrong, and why
 */
export function readEnvironment(given: NodeJS.ProcessEnv = process.env): Environment {
  const secrets = secretFields.map((field) => environmentVariables[field]);
  const { variables, complaints: ofFiles } = readSecretFiles(given, secrets);
  const set = Object.entries(environmentVariables)
    .map(([field, variable]) => [field, variables[variable]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const environment = plainToInstance(Environment, Object.fromEntries(set), { exposeDefaultValues: true });
  if (variables[environmentVariables.publicUrl] === undefined && Number.isInteger(environment.port)) {
    environment.publicUrl = `http://localhost:${environment.port}`;
  }
  const broken = validateSync(environment).map((error) => {
    const variable = environmentVariables[error.property as keyof typeof environmentVariables] ?? error.property;
    const reasons = Object.values(error.constraints ?? {}).map((reason) => reason.replace(`${error.property} `, ''));
    return `${variable}: ${reasons.join('; ')}`;
  });
  const complaints = [...ofFiles, ...broken, ...(ofFiles.length === 0 ? missingKeys(environment) : [])];
  if (complaints.length > 0) {
    throw new EnvironmentInvalidError(`The environment is not usable:\n  ${complaints.join('\n  ')}`);
  }
  return environment;
}

/** Replicas need the same key; what the key service is sent must not travel in the clear. */
function missingKeys({ mode, databaseUrl, masterKeys, keyServiceUrl }: Environment): readonly string[] {
  if (keyServiceUrl?.startsWith('http:') === true && !isLoopback(keyServiceUrl)) {
    return ['ATTACHE_KEY_SERVICE_URL: must be https, unless the service runs on this computer'];
  }
  if (mode !== 'production' || databaseUrl === undefined || masterKeys.length > 0 || keyServiceUrl !== undefined) {
    return [];
  }
  return ['ATTACHE_MASTER_KEYS: required in production with DATABASE_URL, so that every replica has the same key'];
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
}
