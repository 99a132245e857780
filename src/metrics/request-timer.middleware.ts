import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { MetricsService } from './metrics.service';

const ID = /\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/|$)/gi;

/** Measures every request by its route's shape: ids are folded, so that the number of series stays small. */
@Injectable()
export class RequestTimer implements NestMiddleware {
  constructor(private readonly metrics: MetricsService) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const startedAt = performance.now();
    response.on('finish', () => {
      const known = response.statusCode !== 404 || ID.test(request.originalUrl);
      const route = known ? (request.originalUrl.split('?')[0] ?? '').replace(ID, '/:id').replace(/\/pages\/[^/]+/, '/pages/:n').replace(/(.)\/$/, '$1') : 'unknown';
      this.metrics.requestServed(request.method, route, response.statusCode, (performance.now() - startedAt) / 1000);
    });
    next();
  }
}
