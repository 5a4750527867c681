import { z } from 'zod';

const Address = z
  .string()
  .regex(/^https?:\/\/[^\s/]+\S*$/, 'must be an address beginning with http:// or https://')
  .transform((address) => address.replace(/\/+$/, ''));
const Milliseconds = z
  .string()
  .regex(/^\d{1,9}$/, 'must be whole milliseconds')
  .transform(Number);

/** Every variable of the environment that Cascade reads, besides Temporal's own `TEMPORAL_*`. */
export const EnvironmentVariables = z.object({
  CASCADE_CHAINS: z
    .string()
    .default('cascade.yml')
    .transform((list) =>
      list
        .split(',')
        .map((location) => location.trim())
        .filter(Boolean),
    )
    .refine((locations) => locations.length > 0, 'must name a file or a folder')
    .describe(
      'Files or folders with chains, commas between them; of a folder, the cascade.yml in it and one level below.',
    ),
  CASCADE_TASK_QUEUE: z
    .string()
    .default('cascade')
    .describe('Task queue of the workers; the others derive from its name.'),
  CASCADE_GITHUB_URL: Address.default('https://api.github.com').describe(
    'Base address of GitHub’s API, or of a GitHub Enterprise Server.',
  ),
  CASCADE_GITHUB_TOKEN: z
    .string()
    .optional()
    .describe('Token that may dispatch, read actions runs and write releases (docs/github-app.md).'),
  CASCADE_GITHUB_TOKEN_FILE: z.string().optional().describe('File that holds the token instead.'),
  CASCADE_GITHUB_APP_ID: z
    .string()
    .regex(/^(?:\d+|Iv[\dA-Za-z.]+)$/, 'must be the number of a GitHub App, or its client id')
    .optional()
    .describe('GitHub App that Cascade acts as, instead of a token: its number or client id.'),
  CASCADE_GITHUB_APP_KEY: z
    .string()
    .optional()
    .describe('Private key of the App, as PEM; line ends may be written \\n.'),
  CASCADE_GITHUB_APP_KEY_FILE: z.string().optional().describe('File that holds the private key instead.'),
  CASCADE_GITHUB_PER_SECOND: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 on')
    .transform(Number)
    .default(15)
    .describe('Calls to GitHub that all worker processes together begin in a second.'),
  CASCADE_WEBHOOK_SECRET: z.string().optional().describe('Secret that GitHub signs webhooks with.'),
  CASCADE_WEBHOOK_SECRET_FILE: z.string().optional().describe('File that holds the secret instead.'),
  CASCADE_WEBHOOK_SECRET_PREVIOUS: z
    .string()
    .optional()
    .describe('The secret before it, accepted too while it is being changed.'),
  CASCADE_WEBHOOK_SECRET_PREVIOUS_FILE: z.string().optional().describe('File that holds the previous secret instead.'),
  CASCADE_APPROVAL_SECRET: z
    .string()
    .optional()
    .describe('Secret by which workers know that the API vouches for an approval; `cascade up` makes its own.'),
  CASCADE_APPROVAL_SECRET_FILE: z.string().optional().describe('File that holds this secret instead.'),
  CASCADE_SIGNING_KEY: z
    .string()
    .optional()
    .describe('Armoured OpenPGP private key that releases are signed with; line ends may be written \\n.'),
  CASCADE_SIGNING_KEY_FILE: z.string().optional().describe('File that holds the signing key instead.'),
  CASCADE_SIGNING_PASSPHRASE: z.string().optional().describe('Passphrase of the signing key.'),
  CASCADE_SIGNING_PASSPHRASE_FILE: z.string().optional().describe('File that holds the passphrase instead.'),
  CASCADE_API_HOST: z.string().default('127.0.0.1').describe('Address that the API listens on.'),
  CASCADE_API_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number')
    .default(8080)
    .describe('Port that the API listens on; 0 takes a free one.'),
  CASCADE_API_TOKENS: z
    .string()
    .optional()
    .describe('File with the digests of the API’s tokens, written by `cascade token`; tokens.json in CASCADE_DATA.'),
  CASCADE_API_URL: Address.optional().describe('Base address of the API that commands go through.'),
  CASCADE_TOKEN: z.string().optional().describe('Token that commands show to that API.'),
  CASCADE_TOKEN_FILE: z.string().optional().describe('File that holds this token instead.'),
  CASCADE_DATA: z
    .string()
    .default('.cascade')
    .describe('Folder for the embedded engine’s database, staged files and the like.'),
  CASCADE_STAGING_GIB: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 on')
    .transform(Number)
    .default(50)
    .describe('GiB that files on their way into releases may take in it; beyond that releases wait for each other.'),
  CASCADE_STORE_FOLDER: z
    .string()
    .optional()
    .describe('Folder that keeps collected files by digest across trains; without it none are kept.'),
  CASCADE_STORE_GIB: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 on')
    .transform(Number)
    .default(10)
    .describe('GiB that this folder may hold; what was used least recently goes first.'),
  CASCADE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  CASCADE_WRITE_SPACING_MS: Milliseconds.default(1000).describe(
    'Milliseconds between two writes to GitHub, which asks for a second.',
  ),
  CASCADE_RELEASE_SPACING_MS: Milliseconds.default(3000).describe(
    'Milliseconds between two writes that create content, such as releases.',
  ),
  CASCADE_TEMPORAL_UI: Address.optional().describe('Base address of Temporal’s web UI, for links.'),
  CASCADE_TIMINGS: z
    .string()
    .optional()
    .describe('JSON object of time-outs in milliseconds to replace (src/domain/timings.ts); for tests.'),
});

/** A variable as help and documentation show it. */
export interface VariableDescription {
  readonly name: string;
  readonly meaning: string;
  /** What counts where it is not set; `null` where nothing does. */
  readonly fallback: string | null;
}

/** Every variable with its meaning and its fallback. */
export function describeVariables(): readonly VariableDescription[] {
  return Object.entries(EnvironmentVariables.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined).data;
    return { name, meaning: schema.description ?? '', fallback: fallback === undefined ? null : String(fallback) };
  });
}
