-- AlterTable
ALTER TABLE "Invoice" ADD COLUMN     "businessNumber" TEXT;

-- As the program writes it from now on.
UPDATE "Invoice" SET "businessNumber" = upper(replace("numerFaktury", ' ', '')) WHERE "numerFaktury" IS NOT NULL;

-- DropIndex
DROP INDEX "Invoice_organisationId_sprzedawcaNip_numerFaktury_idx";

-- CreateIndex
CREATE INDEX "Invoice_organisationId_sprzedawcaNip_businessNumber_idx" ON "Invoice"("organisationId", "sprzedawcaNip", "businessNumber");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE INDEX "IdempotencyKey_documentId_idx" ON "IdempotencyKey"("documentId");
