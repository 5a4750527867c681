import { cpSync, existsSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const {
  INPUT_NAME: name = 'artifact',
  INPUT_PATH: paths = '',
  'INPUT_IF-NO-FILES-FOUND': ifNone = 'warn',
  'INPUT_INCLUDE-HIDDEN-FILES': hidden = 'false',
  INPUT_OVERWRITE: overwrite = 'false',
  SIMULATOR_ARTIFACTS: store = '',
} = process.env;

/** @param {string} message @returns {never} */
function fail(message) {
  console.log(`::error::${message}`);
  process.exit(1);
}

/**
 * The files that a line stands for, and the folder that their paths begin at.
 * @param {string} line
 */
function search(line) {
  const path = resolve(line);
  const isThere = existsSync(path);
  if (isThere && statSync(path).isFile()) return { files: [path], root: dirname(path) };
  const pattern = isThere ? join(path, '**') : path;
  const files = globSync(pattern).filter((file) => statSync(file).isFile());
  const parts = pattern.split(sep);
  return {
    files,
    root: parts
      .slice(
        0,
        parts.findIndex((part) => part.includes('*')),
      )
      .join(sep),
  };
}

/** @param {readonly string[]} folders */
function commonFolder(folders) {
  const [first = [], ...others] = folders.map((folder) => folder.split(sep));
  const differs = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return first.slice(0, differs < 0 ? undefined : differs).join(sep);
}

const lines = paths.split('\n').map((line) => line.trim());
const found = lines.filter((line) => line !== '').map(search);
if (lines.some((line) => line.startsWith('!'))) fail('patterns that leave files out are not known here');
const root = commonFolder(found.map((one) => one.root));
const isHidden = (/** @type {string} */ file) =>
  relative(root, file)
    .split(sep)
    .some((part) => part.startsWith('.'));
const files = found.flatMap((one) => one.files).filter((file) => hidden === 'true' || !isHidden(file));

const folder = join(store, name);
if (files.length === 0) {
  const message = `No files were found with the provided path: ${paths}. No artifacts will be uploaded.`;
  if (ifNone === 'error') fail(message);
  if (ifNone === 'warn') console.log(`::warning::${message}`);
} else if (existsSync(folder) && overwrite !== 'true') {
  fail(`an artifact with this name already exists on the workflow run: ${name}`);
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    const target = join(folder, relative(root, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  console.log(`Artifact ${name}: ${files.length} files`);
}
