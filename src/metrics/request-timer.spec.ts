import express, { type NextFunction, type Request, type Response } from 'express';
import request from 'supertest';
import type { MetricsService } from './metrics.service';
import { RequestTimer } from './request-timer.middleware';

async function seriesOf(path: string): Promise<string> {
  const seen: string[] = [];
  const timer = new RequestTimer({ requestServed: (method: string, route: string, status: number) => { seen.push(`${method} ${route} ${status}`); } } as unknown as MetricsService);
  const app = express();
  app.use((incoming: Request, response: Response, next: NextFunction) => timer.use(incoming, response, next));
  app.get('/api/documents/:id/', (_incoming, response) => { response.sendStatus(401); });
  await request(app).get(path);
  return seen.join();
}

describe('RequestTimer', () => {
  it('names a request by its route, refused or not', async () => {
    expect(await seriesOf('/api/documents/0f8fad5b-d9cb-469f-a165-70867728950e/?x=1')).toBe('GET /api/documents/:id 401');
  });

  it.each(['/nothing/0f8fad5b-d9cb-469f-a165-70867728950e', '/api/documents'])('gives %s, which no route takes, no name of its own', async (path) => {
    expect(await seriesOf(path)).toBe('GET unknown 404');
  });
});
