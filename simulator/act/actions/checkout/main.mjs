import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

const {
  INPUT_REPOSITORY: repository = '',
  INPUT_REF: wanted = '',
  INPUT_PATH: path = '.',
  'INPUT_FETCH-DEPTH': depth = '1',
  GITHUB_REPOSITORY: own = '',
  GITHUB_SHA: sha = '',
  GITHUB_SERVER_URL: server = '',
  GITHUB_WORKSPACE: workspace = '.',
  GITHUB_OUTPUT: outputs = '',
} = process.env;

const folder = resolve(workspace, path);
mkdirSync(folder, { recursive: true });

/** @param {readonly string[]} args */
const git = (...args) =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const ref = wanted !== '' ? wanted : repository === own ? sha : 'HEAD';
git('init', '--quiet');
git('remote', 'add', 'origin', `${server}/${repository}`);
git('fetch', '--quiet', ...(depth === '0' ? [] : [`--depth=${depth}`]), 'origin', ref);
git('checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD');
const commit = git('rev-parse', 'HEAD').trim();
appendFileSync(outputs, `commit=${commit}\n`);
console.log(`${repository} at ${commit}`);
