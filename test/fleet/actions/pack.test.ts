import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFile } from '../../../src/fleet/actions/pack/make-file.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cascade-pack-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SECONDS = 1_700_000_000;

/** A place where a build left these files in `out`, all of them executable, and those in `dist`. */
function built(name: string, out: Readonly<Record<string, string>>, dist: Readonly<Record<string, string>> = {}) {
  const place = { out: join(folder, name, 'out'), dist: join(folder, name, 'dist'), seconds: SECONDS };
  for (const [files, at] of [
    [out, place.out],
    [dist, place.dist],
  ] as const) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(at, path, '..'), { recursive: true });
      writeFileSync(join(at, path), content);
      chmodSync(join(at, path), 0o755);
    }
  }
  return place;
}

describe('a file that must be there', () => {
  test('is taken as it is where a command made it', () => {
    const from = built('made', { app: 'app' }, { 'app.deb': 'a package' });
    expect(makeFile('app.deb', from).toString()).toBe('a package');
  });

  test('is the one file that was built, where it is no archive', () => {
    expect(makeFile('app-v1-linux', built('one', { app: 'app' })).toString()).toBe('app');
  });

  test('is refused where several files could be it', () => {
    expect(() => makeFile('app-v1-linux', built('two', { a: '', b: '' }))).toThrow('and 2 files in out');
  });

  test('is refused where nothing was built', () => {
    expect(() => makeFile('app.tar.gz', built('none', {}))).toThrow('There is no dist/app.tar.gz, and nothing in out');
  });
});

describe('an archive', () => {
  const from = built('archive', {
    'bin/app': 'the binary',
    'README.md': 'read me',
    'a/very/deep/file': 'x'.repeat(1000),
  });

  test.each([
    ['app-v1.tar.gz', 'tar', ['--extract', '--gzip', '--file']],
    ['app-v1.zip', 'unzip', ['-q']],
  ])('%s can be unpacked by %s, with its modes', (name, tool, words) => {
    const place = join(folder, `unpacked-${tool}`);
    mkdirSync(place);
    writeFileSync(join(place, name), makeFile(name, from));
    execFileSync(tool, [...words, name], { cwd: place });
    const app = join(place, 'app-v1', 'bin', 'app');
    expect(execFileSync('cat', [app], { encoding: 'utf8' })).toBe('the binary');
    expect(statSync(app).mode & 0o777).toBe(0o755);
  });

  test.each(['app-v1.tar.gz', 'app-v1.zip'])(
    '%s is the same whenever and in whichever order the files were made',
    (name) => {
      const again = built(`again-${name}`, {
        'README.md': 'read me',
        'a/very/deep/file': 'x'.repeat(1000),
        'bin/app': 'the binary',
      });
      expect(makeFile(name, again).equals(makeFile(name, from))).toBe(true);
    },
  );

  test('is refused where a name is too long for it', () => {
    const long = built('long', { [`${'d'.repeat(60)}/${'f'.repeat(60)}`]: '' });
    expect(() => makeFile('app.tar.gz', long)).toThrow('is too long for an archive');
  });
});
