import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/require-scope.decorator';
import { ReadinessService } from './readiness.service';

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get()
  @ApiOperation({ summary: 'The process lives and its loop turns' })
  live(): object {
    return { status: 'ok', uptimeSeconds: Math.round(process.uptime()) };
  }

  @Get('paddleocr')
  @ApiOperation({ summary: 'Workers and their engines' })
  async engines(): Promise<object> {
    const workers = await this.readiness.workers();
    return {
      status: workers.length > 0 ? 'ok' : 'no_worker',
      workers: workers.map(({ id, startedAt, at, rssBytes, loopDelayMs, engines, pools }) => ({ id, startedAt, reportedAt: at, rssBytes, loopDelayMs, engines, pools })),
    };
  }

  @Get('paddleocr/ready')
  @ApiOperation({ summary: '200 when Postgres, Redis, verified models and a warm engine are there; else 503 and which is not' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const { ready, checks } = await this.readiness.check();
    if (!ready) response.status(503).setHeader('retry-after', '2');
    return { status: ready ? 'ready' : 'not_ready', checks };
  }
}
