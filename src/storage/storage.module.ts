import { Module } from '@nestjs/common';
import { LocalStorage } from './local.storage';
import { Storage } from './storage.port';

@Module({ providers: [{ provide: Storage, useClass: LocalStorage }], exports: [Storage] })
export class StorageModule {}
