-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "fallbacks" JSONB NOT NULL DEFAULT '[]';
