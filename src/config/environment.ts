import { join } from 'node:path';
import type { z } from 'zod';
import type { Timings } from '../domain/timings.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { EnvironmentVariables } from './environment-variables.ts';
import { didYouMean } from './nearest.ts';
import { readSecret, type Variables } from './secret-variable.ts';
import { readSigningKey, type SigningKey } from './signing-key.ts';
import { shapeFindings } from './shape-findings.ts';
import { readTimings } from './timing-overrides.ts';

/** What the environment says, typed and with every fallback filled in. Durations are milliseconds. */
export interface Environment {
  /** Files and folders with chains. */
  readonly chains: readonly string[];
  readonly taskQueue: string;
  readonly github: { readonly url: string; readonly credentials: Credentials | null };
  /** Calls to GitHub that all worker processes together begin in a second. */
  readonly githubPerSecond: number;
  /** The secrets that a webhook may be signed with, the current one first; empty where none is set. */
  readonly webhookSecrets: readonly string[];
  /** Shared by API and workers, so that these know an approval that came through it; `null` where none is set. */
  readonly approvalSecret: string | null;
  /** What releases are signed with; `null` where they stay unsigned. */
  readonly signing: SigningKey | null;
  /** Where the API listens, and the file of its tokens, which need not be there. */
  readonly api: { readonly host: string; readonly port: number; readonly tokens: string };
  /** The API that commands go through, and what they show there; `null` where they go to Temporal themselves. */
  readonly remoteApi: { readonly url: string; readonly token: string | null } | null;
  readonly dataFolder: string;
  /** What the files on their way into releases may take of the disk at once. */
  readonly stagingBytes: number;
  /** Where collected files are kept by digest, and how many bytes of them; `null` where none are kept. */
  readonly store: { readonly folder: string; readonly bytes: number } | null;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Between two writes to GitHub, and between two that create content. */
  readonly spacing: { readonly write: number; readonly release: number };
  readonly temporalUi: string | null;
  readonly timings: Timings;
}

/** The environment, or everything that is wrong with it: sentences that name the variable, and never show a secret. */
export type EnvironmentResult =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly string[] };

const PREFIX = 'CASCADE_';
const GIB = 1024 ** 3;

/** Reads the environment (usually `process.env`) and the files of secrets that it names. An empty variable counts as unset. */
export function readEnvironment(variables: Variables): EnvironmentResult {
  const problems: string[] = [];
  const ours = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined && value !== ''),
  );
  const known = Object.keys(EnvironmentVariables.shape);
  for (const name of Object.keys(ours)) {
    if (!known.includes(name)) problems.push(`unknown variable ${name}${didYouMean(name, known)}`);
  }
  problems.push(...shapeFindings(EnvironmentVariables, ours).map(({ message }) => message));
  const credentials = readCredentials(ours, problems);
  const webhookSecrets = readWebhookSecrets(ours, problems);
  const approvalSecret = readApprovalSecret(ours, problems);
  const signing = readSigningKey(ours, problems);
  const token = readSecret('CASCADE_TOKEN', ours, problems);
  if (ours['CASCADE_STORE_GIB'] !== undefined && ours['CASCADE_STORE_FOLDER'] === undefined) {
    problems.push('CASCADE_STORE_GIB is set without CASCADE_STORE_FOLDER; set both');
  }
  const timings = readTimings(ours['CASCADE_TIMINGS'], problems);
  const { data } = EnvironmentVariables.safeParse(ours);
  if (data === undefined || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    environment: {
      chains: data.CASCADE_CHAINS,
      taskQueue: data.CASCADE_TASK_QUEUE,
      github: { url: data.CASCADE_GITHUB_URL, credentials },
      githubPerSecond: data.CASCADE_GITHUB_PER_SECOND,
      webhookSecrets,
      approvalSecret,
      signing,
      api: {
        host: data.CASCADE_API_HOST,
        port: data.CASCADE_API_PORT,
        tokens: data.CASCADE_API_TOKENS ?? join(data.CASCADE_DATA, 'tokens.json'),
      },
      remoteApi: data.CASCADE_API_URL === undefined ? null : { url: data.CASCADE_API_URL, token },
      dataFolder: data.CASCADE_DATA,
      stagingBytes: data.CASCADE_STAGING_GIB * GIB,
      store: storeOf(data),
      logLevel: data.CASCADE_LOG_LEVEL,
      spacing: { write: data.CASCADE_WRITE_SPACING_MS, release: data.CASCADE_RELEASE_SPACING_MS },
      temporalUi: data.CASCADE_TEMPORAL_UI ?? null,
      timings,
    },
  };
}

function readWebhookSecrets(variables: Variables, problems: string[]): readonly string[] {
  const secret = readSecret('CASCADE_WEBHOOK_SECRET', variables, problems);
  const previous = readSecret('CASCADE_WEBHOOK_SECRET_PREVIOUS', variables, problems);
  if (previous !== null && secret === null) {
    problems.push(
      'CASCADE_WEBHOOK_SECRET_PREVIOUS is set without CASCADE_WEBHOOK_SECRET; set both while the secret is being changed',
    );
  }
  return [secret, previous].filter((one) => one !== null);
}

/** Marks made with it stand in histories: one that can be guessed is found out by whoever reads these. */
const SHORTEST_APPROVAL_SECRET = 32;

function readApprovalSecret(variables: Variables, problems: string[]): string | null {
  const secret = readSecret('CASCADE_APPROVAL_SECRET', variables, problems);
  if (secret !== null && secret !== '' && secret.length < SHORTEST_APPROVAL_SECRET) {
    problems.push(
      `CASCADE_APPROVAL_SECRET has fewer than ${SHORTEST_APPROVAL_SECRET} characters; make one by openssl rand -hex 32`,
    );
  }
  return secret;
}

function storeOf(variables: z.infer<typeof EnvironmentVariables>): Environment['store'] {
  const { CASCADE_STORE_FOLDER: folder, CASCADE_STORE_GIB: gib } = variables;
  return folder === undefined ? null : { folder, bytes: gib * GIB };
}
