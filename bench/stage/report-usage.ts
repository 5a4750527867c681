import { writeFileSync } from 'node:fs';

// Loaded before a worker or an API: at its end the process tells its parent what it used, on descriptor 3.
process.on('exit', () => {
  writeFileSync(3, JSON.stringify(process.resourceUsage()));
});
