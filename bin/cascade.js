#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is wrong instead of stumbling over TypeScript.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(
    `Cascade needs Node 24, and this is ${process.version}. In a clone, npm brings it along: use "npx cascade ...".`,
  );
  process.exit(2);
}
await import('../src/cli/main.ts');
