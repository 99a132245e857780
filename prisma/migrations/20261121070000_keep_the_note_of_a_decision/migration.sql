-- AlterTable
ALTER TABLE "Invoice" ADD COLUMN     "decisionNote" TEXT;
