import { Module } from '@nestjs/common';
import { InvoicesModule } from '../invoices/invoices.module';
import { ReviewController } from './review.controller';
import { ReviewRepository } from './review.repository';
import { ReviewService } from './review.service';

/** The desk where people decide what the machine could not. */
@Module({ imports: [InvoicesModule], providers: [ReviewRepository, ReviewService], controllers: [ReviewController] })
export class ReviewModule {}
