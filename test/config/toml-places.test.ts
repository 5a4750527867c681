import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { tomlPlaces } from '../../src/config/toml-places.ts';

const DOCUMENT = `\uFEFF# a = "no text"
top = "1" # top = "no"
'single key'."quoted \\u006bey" . bare-1 = '2'
[ table . "with ] and #" ]
number = 1_000
date = 1979-05-27 07:32:00
yes=true
inline = { a = "3", b . c = '''4''', list = [ "5", # not "this"
  { d = "6" }, [ 7, "7" ],
], }
empty = ""
multi = """
[not.a.table]
x = "no"
ends in quotes \\""""""
raw = '''C:\\'
y = "no"'''''
[[list.of.tables]]
z = "8"
[[list.of.tables]]
z = "9"`;

test('every text is found where it stands, with the keys that lead to it', () => {
  const found = tomlPlaces(DOCUMENT).map(({ path, start, end }): [string, unknown] => [
    path.join('|'),
    parse(`it = ${DOCUMENT.slice(start, end)}`)['it'],
  ]);
  expect(found).toEqual([
    ['top', '1'],
    ['single key|quoted key|bare-1', '2'],
    ['table|with ] and #|inline|a', '3'],
    ['table|with ] and #|inline|b|c', '4'],
    ['table|with ] and #|inline|list', '5'],
    ['table|with ] and #|inline|list|d', '6'],
    ['table|with ] and #|inline|list', '7'],
    ['table|with ] and #|empty', ''],
    ['table|with ] and #|multi', '[not.a.table]\nx = "no"\nends in quotes """'],
    ['table|with ] and #|raw', "C:\\'\ny = \"no\"''"],
    ['list|of|tables|z', '8'],
    ['list|of|tables|z', '9'],
  ]);
});

test('what the parser takes is what this document is read from', () => {
  expect(Object.keys(parse(DOCUMENT.slice(1)))).toEqual(['top', 'single key', 'table', 'list']);
});

test('line ends of other systems do not matter', () => {
  expect(tomlPlaces('[a]\r\nb = "1"\r\n').map(({ path }) => path)).toEqual([['a', 'b']]);
});

test.each(['a = ', '= 1', '[a', 'a "b"'])(
  'a document that no parser takes ends in an error, not in a loop: %s',
  (text) => {
    expect(() => tomlPlaces(text)).toThrow("can't read TOML at character");
  },
);
