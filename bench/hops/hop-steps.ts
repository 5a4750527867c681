import { type Client, defaultDataConverter } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
