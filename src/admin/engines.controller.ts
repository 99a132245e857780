import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppError } from '../common/errors/app-error';
import { type CommandVerb, WorkerCommands } from '../common/queue/worker-commands';
import { WorkerReports } from '../common/queue/worker-reports';
import { ApiProblem } from '../documents/dto/api-problem.decorator';
import { ENGINE_KINDS } from '../ocr/ocr.types';
import { type EnginesOverview, type EnginesTold, enginesOverview, enginesTold } from './engines-view';

const PATIENCE_MS = 5000;
const KIND_PARAM = { name: 'kind', enum: ENGINE_KINDS };
const NO_WORKER = { description: 'No worker answers (no_worker), or Redis does not (queue_unavailable)' };

@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/engines')
export class EnginesController {
  constructor(private readonly reports: WorkerReports, private readonly commands: WorkerCommands) {}

  @Get()
  @ApiOperation({
    summary: 'Engines of every living worker: initialisation, warm-up, inferences, last use, memory, and what reuse spared',
    description: '`engines` are the ones there now. `pools` count per worker and kind since the worker started: starts, pages, inferences, replacements and evictions by reason, crashes, '
      + 'time-outs, threads that could not be ended, waiting, utilisation. `totals` sum the pools by kind. `savedMs` is the number of pages beyond the engines started for them, times the mean '
      + 'cost of a start. `memoryBytes` is what the process gained while the engine started: an estimate, because engines share a process. `models` is an engine\'s model cache: models open now, questions that found theirs open or not, models closed.',
  })
  async read(): Promise<EnginesOverview> {
    return enginesOverview((await this.reports.all()) ?? []);
  }

  @Post(':kind/warmup')
  @HttpCode(200)
  @ApiParam(KIND_PARAM)
  @ApiOperation({ summary: 'Starts every engine of a kind in every worker (operator only)', description: 'Waits up to five seconds. An engine that needs longer goes on starting and is shown as `starting`.' })
  @ApiOkResponse({ description: 'What each worker did, and the engines of the kind as they stand now' })
  @ApiProblem(404, 'There is no engine of this kind')
  @ApiServiceUnavailableResponse(NO_WORKER)
  warmUp(@CurrentKey() me: ApiPrincipal, @Param('kind') kind: string): Promise<EnginesTold> {
    return this.tell(me, 'warmup', kind);
  }

  @Post(':kind/evict')
  @HttpCode(200)
  @ApiParam(KIND_PARAM)
  @ApiOperation({ summary: 'Ends the idle engines of a kind in every worker (operator only)', description: 'Engines at work, and those that a batch holds, stay. An ended engine starts again with the next page that needs it, or by warmup.' })
  @ApiOkResponse({ description: 'What each worker did, and the engines of the kind as they stand now' })
  @ApiProblem(404, 'There is no engine of this kind')
  @ApiServiceUnavailableResponse(NO_WORKER)
  evict(@CurrentKey() me: ApiPrincipal, @Param('kind') kind: string): Promise<EnginesTold> {
    return this.tell(me, 'evict', kind);
  }

  private async tell(me: ApiPrincipal, verb: CommandVerb, kind: string): Promise<EnginesTold> {
    if (!me.operator) throw new AppError('forbidden', 'Engines serve every organisation: only the operator may start or end them.');
    if (!ENGINE_KINDS.some((known) => known === kind)) throw new AppError('not_found', `There is no engine of this kind; there are ${ENGINE_KINDS.join(' and ')}.`);
    const { told, replies } = await this.commands.send(verb, kind, PATIENCE_MS);
    return enginesTold(kind, told, replies);
  }
}
