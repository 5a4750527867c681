import { bundleWorkflows } from './workflow-bundle.ts';

// Run by a worker that starts from its sources, in a process of its own: the bundler needs memory that it never gives back.
process.stdout.write((await bundleWorkflows()).code);
