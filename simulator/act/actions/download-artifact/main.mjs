import { cpSync, readdirSync } from 'node:fs';
import { join, matchesGlob, resolve } from 'node:path';

const {
  INPUT_NAME: name = '',
  INPUT_PATH: path = '.',
  INPUT_PATTERN: pattern = '*',
  'INPUT_MERGE-MULTIPLE': merge = 'false',
  SIMULATOR_ARTIFACTS: store = '',
} = process.env;

const folder = resolve(path === '' ? '.' : path);
const there = readdirSync(store);
if (name !== '' && !there.includes(name)) {
  console.log(`::error::Artifact not found for name: ${name}`);
  process.exit(1);
}
for (const one of there.filter((other) => (name === '' ? matchesGlob(other, pattern) : other === name))) {
  const target = name !== '' || merge === 'true' ? folder : join(folder, one);
  cpSync(join(store, one), target, { recursive: true });
  console.log(`Artifact ${one} is in ${target}`);
}
