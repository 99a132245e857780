import { Module } from '@nestjs/common';
import { ApiKeyRepository } from './api-key.repository';
import { ApiKeyService } from './api-key.service';
import { ApiKeysController } from './api-keys.controller';

@Module({ providers: [ApiKeyRepository, ApiKeyService], controllers: [ApiKeysController], exports: [ApiKeyService] })
export class AuthModule {}
