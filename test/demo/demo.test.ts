import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli, spawnCli } from '../support/run-cli.ts';
import { readdir } from 'node:fs/promises';
