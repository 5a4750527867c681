/** Something that people or programs can read: where, and all the text in it. */
export interface Told {
  readonly where: string;
  readonly text: string;
}

/** Where secrets stand in what was told; they are named by their numbers, and so not told once more. */
export function leaksIn(told: readonly Told[], secrets: readonly string[]): readonly string[] {
  return secrets.flatMap((secret, index) => {
    const spellings = spellingsOf(secret);
    const telling = told.filter(({ text }) => spellings.some((spelling) => text.includes(spelling)));
    return telling.map(({ where }) => `secret ${index} is told in ${where}`);
  });
}

/** All text in a value, however deep: bytes are read as UTF-8, as the payloads of histories are. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, item]) => `${key} ${textIn(item)}`)
    .join('\n');
}

/** As it is, in JSON, in an address, and in base64 wherever it may begin there. */
function spellingsOf(secret: string): readonly string[] {
  const base64 = [0, 1, 2].map((offset) => base64Core(secret, offset));
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...base64];
}

/** What stays the same of it whatever stands before, of which `offset` bytes share a group of three with it, and behind. */
function base64Core(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
}
