import { Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppConfig } from '../common/config/config';
import { readingSettings } from '../processing/reading-settings';
import { notYet, Planned } from './not-yet';

const WHAT = 'The autotuner';

/** The configuration in force can be read; nothing tunes it yet. */
@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/autotuner')
export class AutotunerController {
  constructor(private readonly config: AppConfig) {}

  @Get()
  @ApiOperation({ summary: 'The configuration in force; the tuner itself is planned' })
  read(): object {
    return { state: 'not_available', current: readingSettings(this.config), windows: [], alerts: [], decisions: [] };
  }

  @Get('history')
  @ApiOperation({ summary: 'Decisions so far: none in this version' })
  history(): object { return { count: 0, next: null, previous: null, results: [] }; }

  @Post('run')
  @Planned()
  run(): never { return notYet(WHAT); }

  @Post('pause')
  @Planned()
  pause(): never { return notYet(WHAT); }

  @Post('resume')
  @Planned()
  resume(): never { return notYet(WHAT); }

  @Post('rollback')
  @Planned()
  rollback(): never { return notYet(WHAT); }

  @Patch('policy')
  @Planned()
  policy(): never { return notYet(WHAT); }
}
