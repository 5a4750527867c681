import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TOOLS = ['curl', 'funzip', 'sha256sum'];

/** Throws where one of the tools is missing that Cascade is compared with. */
export async function requirePlainTools(): Promise<void> {
  for (const tool of TOOLS) {
    await bash(`command -v ${tool}`, [], {}).catch((error: unknown) => {
      throw new Error(
        `Cascade is compared with ${TOOLS.join(', ')}, and there is no ${tool} here. Install it (Debian has funzip in the package unzip) and start again.`,
        { cause: error },
      );
    });
  }
}

/** Downloads and unpacks artifacts one after another, and returns the SHA-256 of the file in each, in hex. */
export async function downloadAndHash(addresses: readonly string[], token: string): Promise<readonly string[]> {
  const script = `for address; do ${FETCH} | funzip | sha256sum; done`;
  const sums = await bash(script, addresses, { token });
  return sums
    .trim()
    .split('\n')
    .map((line) => line.slice(0, 64));
}

/** The same into files of a folder that is there, each named as it is given. */
export async function downloadInto(
  folder: string,
  artifacts: readonly { readonly name: string; readonly address: string }[],
  token: string,
): Promise<readonly string[]> {
  const files = artifacts.map(({ name }) => `${folder}/${name}`);
  const pairs = artifacts.flatMap(({ address }, index) => [address, files[index] ?? '']);
  await bash(`while (( $# )); do address=$1; ${FETCH} | funzip > "$2"; shift 2; done`, pairs, { token });
  return files;
}

/** Uploads files one after another to the address that a release names for it. */
export async function upload(files: readonly string[], uploads: string, token: string): Promise<void> {
  const script = `for file; do ${CURL} -o /dev/null -X POST -H 'content-type: application/octet-stream' -T "$file" "$uploads?name=\${file##*/}"; done`;
  await bash(script, files, { token, uploads });
}

const CURL = 'curl -sSf --oauth2-bearer "$token"';
const FETCH = `${CURL} -L "$address"`;

/** Runs a script with these words as its arguments; rejects with what it said where any part of a pipe fails. */
async function bash(
  script: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script, 'bash', ...words], {
    env: { PATH: process.env['PATH'], ...variables },
  });
  return stdout;
}
