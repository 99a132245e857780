import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';

/** What this worker process is called in reports and replies. */
@Injectable()
export class WorkerIdentity {
  readonly id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
}
