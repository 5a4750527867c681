import { parse } from 'yaml';

/** What a text in YAML says; `null` where it is none: what is wrong with it, the check of its content says. */
export function parsedYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
