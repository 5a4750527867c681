// A process of its own that looks for the server: `find-server.ts CACHE-FOLDER VENDOR-ADDRESS`, what it found on standard output.
import { findServerExecutable } from '../../src/engine/server-executable.ts';

const [cacheFolder = '', vendorAddress = ''] = process.argv.slice(2);
console.log(JSON.stringify(await findServerExecutable({ env: process.env, cacheFolder, vendorAddress })));
