import { expect, test } from 'vitest';
import { renderFindings } from '../../../src/cli/render/finding-lines.ts';
import type { Paint } from '../../../src/cli/render/paint.ts';
import { doubtful, fine, wrong } from '../../../src/domain/finding.ts';

const plain: Paint = (_, text) => text;

test('findings stand below what they are about, with what to do about them, and are counted at the end', () => {
  const groups = [
    {
      subject: 'acme/engine',
      findings: [fine('access', 'can be written'), wrong('Actions', 'are off', 'Turn them on.')],
    },
    { subject: 'GitHub', findings: [doubtful('rate limit', 'little is left', 'Wait.')] },
  ];
  expect(renderFindings(groups, plain)).toEqual([
    'acme/engine',
    '  ✔ access      can be written',
    '  ✖ Actions     are off',
    '                Turn them on.',
    '',
    'GitHub',
    '  ! rate limit  little is left',
    '                Wait.',
    '',
    '3 checks: 1 wrong, 1 to look at.',
  ]);
});

test('what has several lines stays below its beginning, and nothing of it is cut', () => {
  const line = 'x'.repeat(200);
  const [, message, advice] = renderFindings(
    [{ subject: 'acme', findings: [wrong('inputs', `one\n${line}`, `do\n${line}`)] }],
    plain,
  );
  const indent = ' '.repeat(12);
  expect(message).toBe(`  ✖ inputs  one\n${indent}${line}`);
  expect(advice).toBe(`${indent}do\n${indent}${line}`);
});

test('only the verdict has its colour, and the advice steps back', () => {
  const named: Paint = (style, text) => `<${style}>${text}</>`;
  const findings = [fine('a', 'b'), doubtful('c', 'd', 'e'), wrong('f', 'g', 'h')];
  expect(renderFindings([{ subject: 'acme', findings }], named).slice(0, -2)).toEqual([
    '<bold>acme</>',
    '  <green>✔</> a  b',
    '  <yellow>!</> c  d',
    '       <dim>e</>',
    '  <red>✖</> f  g',
    '       <dim>h</>',
  ]);
});

test('without findings there is nothing to say but that', () => {
  expect(renderFindings([], plain)).toEqual(['0 checks: 0 wrong, 0 to look at.']);
});
