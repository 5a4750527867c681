import type { VersionsFile } from '../domain/release/versions-file.ts';
import { type TomlPlace, tomlPlaces } from './toml-places.ts';
import { parseVersionsToml } from './versions-toml.ts';

/** What a release makes of an entry of `versions.toml`. */
export interface VersionsUpdate {
  /** Without it the version stays as it is. */
  readonly version?: string;
  /** Without it, of what was not tagged, the commit alone is written where the entry has a place for it; empty, the tag is taken away. */
  readonly tag?: string;
  readonly commit: string;
}

/**
 * Puts new values into the text of a `versions.toml` and leaves every other byte as it is. Where the file gives an entry
 * nothing but a tag, only that is written. Throws, naming all that it could not do.
 * @param updates by the names in the file
 */
export function updateVersionsToml(text: string, updates: Readonly<Record<string, VersionsUpdate>>): string {
  const before = entriesOf(text);
  const places = tomlPlaces(text);
  const problems: string[] = [];
  const changes = Object.entries(updates).flatMap(([name, update]) => changesOf(name, update, places, problems));
  if (problems.length > 0) throw cannotUpdate(problems);
  const updated = changes.toSorted((a, b) => b.place.start - a.place.start).reduce(spliced, text);
  const expected = Object.entries(before).map(([name, entry]) => [name, { ...entry, ...written(changes, name) }]);
  if (JSON.stringify(Object.fromEntries(expected)) !== JSON.stringify(entriesOf(updated))) {
    throw cannotUpdate(['the new values could not be read again; write them by hand']);
  }
  return updated;
}

/** A value to be written, and where. */
interface Change {
  readonly name: string;
  readonly field: 'version' | 'tag' | 'commit';
  readonly value: string;
  readonly place: TomlPlace;
}

const KEYS = { version: 'version', tag: 'git_tag', commit: 'git_commit' } as const;

function changesOf(
  name: string,
  update: VersionsUpdate,
  places: readonly TomlPlace[],
  problems: string[],
): readonly Change[] {
  const isTagged = (update.tag ?? '') !== '';
  const onlyTag = placeOf(places, ['versions', name]);
  if (onlyTag !== undefined) return isTagged ? [{ name, field: 'tag', value: update.tag ?? '', place: onlyTag }] : [];
  if (!isTagged && placeOf(places, ['versions', name, KEYS.commit]) === undefined) return [];
  return (['version', 'tag', 'commit'] as const).flatMap((field) => {
    const value = update[field];
    if (value === undefined) return [];
    const path = ['versions', name, KEYS[field]];
    const place = placeOf(places, path);
    if (place !== undefined) return [{ name, field, value, place }];
    problems.push(`there is no ${path.join('.')} to write to; add it, with an empty text`);
    return [];
  });
}

function placeOf(places: readonly TomlPlace[], path: readonly string[]): TomlPlace | undefined {
  return places.find((place) => JSON.stringify(place.path) === JSON.stringify(path));
}

function spliced(text: string, { place, value }: Change): string {
  return text.slice(0, place.start) + JSON.stringify(value) + text.slice(place.end);
}

/** An empty text says nothing. */
function written(changes: readonly Change[], name: string): Readonly<Record<string, string | null>> {
  const own = changes.filter((change) => change.name === name);
  return Object.fromEntries(own.map(({ field, value }) => [field, value === '' ? null : value]));
}

function entriesOf(text: string): VersionsFile['entries'] {
  const parsed = parseVersionsToml(text);
  if (!parsed.ok) throw cannotUpdate(parsed.problems);
  return parsed.versions.entries;
}

function cannotUpdate(problems: readonly string[]): Error {
  return new Error(`versions.toml can't be updated: ${problems.join('; ')}`);
}
