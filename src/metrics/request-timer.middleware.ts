import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { MetricsService } from './metrics.service';

/** Measures every request by the pattern of the route that took it, so that the number of series is the number of routes. */
@Injectable()
export class RequestTimer implements NestMiddleware {
  constructor(private readonly metrics: MetricsService) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const startedAt = performance.now();
    response.on('finish', () => this.metrics.requestServed(request.method, routeOf(request), response.statusCode, (performance.now() - startedAt) / 1000));
    next();
  }
}

/** The pattern that matched, e.g. `/api/documents/:id`. What no route took is one series, whatever its address says. */
function routeOf(request: Request): string {
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path.replace(/(.)\/$/, '$1') : 'unknown';
}
