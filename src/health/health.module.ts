import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { ReadinessService } from './readiness.service';
import { ServiceGauges } from './service-gauges';
import { MetricsController } from '../metrics/metrics.controller';

@Module({ providers: [ReadinessService, ServiceGauges], controllers: [HealthController, MetricsController], exports: [ReadinessService] })
export class HealthModule {}
