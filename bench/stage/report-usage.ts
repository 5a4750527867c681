import { writeFileSync } from 'node:fs';

// Loaded before a worker or an API, and not before what these start in turn.
delete process.env['NODE_OPTIONS'];

// At its end the process tells its parent what it used, on descriptor 3.
process.on('exit', () => {
  writeFileSync(3, JSON.stringify(process.resourceUsage()));
});
