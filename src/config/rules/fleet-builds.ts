import { placeholders } from '../../domain/template.ts';
import { fieldsOf } from '../effective.ts';
import { checksOf } from '../fleet/checks.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding } from '../problem.ts';
import { type BuiltMember, builtMembers } from './fleet-built.ts';
import type { Rule } from './rule.ts';

const FIELD = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What the action that packs can put into the name of the proof. */
const IN_PROOF = ['chain', 'alias', 'name', 'sha'];

/** A generated build is told what it must know, and can do what the chain waits for. */
export const fleetBuilds: Rule = {
  name: 'fleet-builds',
  check: (file) =>
    builtMembers(file).flatMap((built) => [...wrongFields(built), ...wrongResults(built), ...wrongProof(built)]),
};

function wrongFields({ alias, member, build, artifacts }: BuiltMember): readonly Finding[] {
  const path = ['repositories', alias, 'fleet'];
  const sent = Object.values(fieldsOf(build));
  const named = artifacts
    .map(normaliseArtifact)
    .flatMap(({ name, rebuilt }) => [...placeholders(name), ...placeholders(rebuilt ?? '')]);
  const lacks = (template: string, why: string): Finding[] =>
    sent.includes(template)
      ? []
      : [{ path, message: `${alias} must be told ${template}, ${why}; add it to its inputs`, key: true }];
  const odd = Object.keys(fieldsOf(build)).filter((name) => !FIELD.test(name));
  return [
    ...lacks('{sha}', 'or nobody knows which commit is built'),
    ...(named.some((name) => name.startsWith('version'))
      ? lacks('{version}', 'which is in the names of its artifacts')
      : []),
    ...(named.includes('ref') ? lacks('{ref}', 'which is in the names of its artifacts') : []),
    ...(member.beside === true ? lacks('{needs}', 'or it is built with other commits beside it') : []),
    ...odd.map((name) => ({
      path: ['repositories', alias, 'build'],
      message: `the field "${name}" must be letters, digits and underscores to be an input of a generated build`,
      key: true as const,
    })),
    ...generatedFile(build.workflows[0] ?? '', alias),
  ];
}

function generatedFile(file: string, alias: string): readonly Finding[] {
  if (file !== 'ci.yml' && file !== 'chain.yml') return [];
  const message = `${file} is generated for something else; name the actions workflow of the build build.yml`;
  return [{ path: ['repositories', alias, 'build', 'workflows'], message }];
}

function wrongResults({ alias, entry, build, member }: BuiltMember): readonly Finding[] {
  const path = ['repositories', alias];
  const [job, ...others] = build.required_jobs;
  return [
    ...(build.mode === 'verify' && checksOf(member).length === 0
      ? [{ path: [...path, 'fleet'], message: `${alias} is verified by its checks, and has none`, key: true as const }]
      : []),
    ...(others.length === 0
      ? []
      : [
          {
            path: [...path, 'build', 'required_jobs'],
            message: `a generated build is one job, "${job ?? ''}", which fails where any part of it does; leave out the others`,
          },
        ]),
    ...((entry.images ?? []).length === 0
      ? []
      : [
          {
            path: [...path, 'images'],
            message: `no generated build pushes an image; build ${alias} by an actions workflow of its own`,
            key: true as const,
          },
        ]),
  ];
}

function wrongProof({ alias, build }: BuiltMember): readonly Finding[] {
  const { mode, proof } = build;
  if (proof === undefined) return [];
  const path = ['repositories', alias, 'build', 'proof'];
  if (mode === 'verify')
    return [{ path, message: `checks leave no artifact, so ${alias} can't prove its commit by one` }];
  return placeholders(proof)
    .filter((placeholder) => !IN_PROOF.includes(placeholder))
    .map((placeholder) => ({
      path,
      message: `a generated build doesn't know {${placeholder}} in its proof; it knows {${IN_PROOF.join('}, {')}}`,
    }));
}
