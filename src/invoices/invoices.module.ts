import { Module } from '@nestjs/common';
import { InvoicesController } from './invoices.controller';
import { InvoicesRepository } from './invoices.repository';

/** Validated invoices: saved by processing, decided by review, read by clients. */
@Module({ providers: [InvoicesRepository], controllers: [InvoicesController], exports: [InvoicesRepository] })
export class InvoicesModule {}
