import { parse } from 'smol-toml';

/** A text in a TOML document: what it belongs to, and where it stands, quotes included. */
export interface TomlPlace {
  /** The keys from the top of the document; elements of a list share the path of the list. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/**
 * Finds where each text of a TOML document stands, which the parser doesn't say. The document must be one that the
 * parser accepts: little is checked here.
 */
export function tomlPlaces(text: string): readonly TomlPlace[] {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #places: TomlPlace[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): readonly TomlPlace[] {
    let table: readonly string[] = [];
    for (this.#take(BLANK); this.#at < this.#text.length; this.#take(BLANK)) {
      if (this.#take(HEADER_START) === '') {
        this.#takePair(table);
      } else {
        table = this.#takeKey();
        this.#need(HEADER_END);
      }
    }
    return this.#places;
  }

  #takePair(within: readonly string[]): void {
    const path = [...within, ...this.#takeKey()];
    this.#need(EQUALS);
    this.#takeValue(path);
  }

  #takeKey(): readonly string[] {
    const keys: string[] = [];
    do {
      this.#take(SPACE);
      const quoted = this.#take(STRING);
      keys.push(quoted === '' ? this.#need(BARE_KEY) : unquoted(quoted));
      this.#take(SPACE);
    } while (this.#take(DOT) !== '');
    return keys;
  }

  #takeValue(path: readonly string[]): void {
    this.#take(BLANK);
    const start = this.#at;
    if (this.#take(STRING) !== '') this.#places.push({ path, start, end: this.#at });
    else if (this.#take(LIST_START) !== '')
      this.#takeItems(LIST_END, () => {
        this.#takeValue(path);
      });
    else if (this.#take(TABLE_START) !== '')
      this.#takeItems(TABLE_END, () => {
        this.#takePair(path);
      });
    else this.#need(SCALAR);
  }

  #takeItems(end: RegExp, takeItem: () => void): void {
    for (this.#take(BLANK); this.#take(end) === ''; this.#take(BLANK)) {
      takeItem();
      this.#take(BLANK);
      this.#take(COMMA);
    }
  }

  /** Takes what the pattern matches here, which may be nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [taken = ''] = pattern.exec(this.#text) ?? [];
    this.#at += taken.length;
    return taken;
  }

  #need(pattern: RegExp): string {
    const taken = this.#take(pattern);
    if (taken === '') throw new Error(`Internal error, please report: can't read TOML at character ${this.#at}`);
    return taken;
  }
}

function unquoted(key: string): string {
  return Object.keys(parse(`${key} = 0`)).join('');
}

const BLANK = /(?:\s|#[^\n]*)*/y;
const SPACE = /[ \t]*/y;
const STRING = /"""(?:\\[^]|[^\\])*?"""(?:"{1,2}(?!"))?|'''[^]*?'''(?:'{1,2}(?!'))?|"(?:\\.|[^"\\\n])*"|'[^'\n]*'/y;
const BARE_KEY = /[A-Za-z0-9_-]+/y;
const DOT = /\./y;
const EQUALS = /=/y;
const COMMA = /,/y;
const LIST_START = /\[/y;
const LIST_END = /\]/y;
const TABLE_START = /\{/y;
const TABLE_END = /\}/y;
const HEADER_START = /\[\[?/y;
const HEADER_END = /\]\]?/y;
// A date may have a space before its time.
const SCALAR = /[^,\]}\s#]+(?: \d[^,\]}\s#]*)?/y;
