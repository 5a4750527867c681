import type { MemberCheck } from '../../domain/fleet/fleet.ts';
import { KNOWN_CHECKS } from '../../domain/fleet/language.ts';
import type { MemberEntry } from './schema.ts';

/** The checks of CI. With `commands` they are all commands but that of the build. */
export function checksOf({ language, ci, commands = {} }: MemberEntry): readonly MemberCheck[] {
  if (language !== 'commands') return (ci ?? KNOWN_CHECKS[language]).map((name) => ({ name, command: null }));
  const names = ci ?? Object.keys(commands).filter((name) => name !== 'build');
  return names.map((name) => ({ name, command: commands[name] ?? '' }));
}
