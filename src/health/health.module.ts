import { Module } from '@nestjs/common';
import { EngineGauges } from './engine-gauges';
import { HealthController } from './health.controller';
import { ReadinessService } from './readiness.service';
import { ServiceGauges } from './service-gauges';
import { MetricsController } from '../metrics/metrics.controller';

@Module({ providers: [ReadinessService, ServiceGauges, EngineGauges], controllers: [HealthController, MetricsController], exports: [ReadinessService] })
export class HealthModule {}
