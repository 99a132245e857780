-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "InvoiceStatus" AS ENUM ('accepted', 'needs_review', 'approved', 'rejected');

-- CreateEnum
CREATE TYPE "Route" AS ENUM ('auto_accept', 'quick_review', 'full_review');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "operator" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "organisationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "documentId" UUID NOT NULL,
    "status" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("organisationId","key")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" "RunStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "availableAt" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "engine" TEXT,
    "modelHash" TEXT,
    "configHash" TEXT,
    "timings" JSONB,
    "errorCode" TEXT,
    "errorText" TEXT,
    "retryable" BOOLEAN,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invoice" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "status" "InvoiceStatus" NOT NULL,
    "route" "Route" NOT NULL,
    "reasons" TEXT[],
    "confidence" DOUBLE PRECISION NOT NULL,
    "rodzaj" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "modelHash" TEXT NOT NULL,
    "configHash" TEXT NOT NULL,
    "duplicateOfId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "numerFaktury" TEXT,
    "dataWystawienia" DATE,
    "sprzedawcaNip" TEXT,
    "nabywcaNip" TEXT,
    "waluta" TEXT,
    "sumaNetto" DECIMAL(20,2),
    "sumaVat" DECIMAL(20,2),
    "sumaBrutto" DECIMAL(20,2),
    "search" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvoiceField" (
    "invoiceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "raw" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "page" INTEGER NOT NULL,
    "polygon" JSONB,
    "source" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "alternatives" JSONB NOT NULL,

    CONSTRAINT "InvoiceField_pkey" PRIMARY KEY ("invoiceId","name")
);

-- CreateTable
CREATE TABLE "InvoiceItem" (
    "invoiceId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "lp" INTEGER NOT NULL,
    "nazwa" TEXT NOT NULL,
    "ilosc" DECIMAL(24,6),
    "jednostka" TEXT,
    "cenaNetto" DECIMAL(24,8),
    "stawkaVat" TEXT,
    "wartoscNetto" DECIMAL(20,2),
    "wartoscVat" DECIMAL(20,2),
    "wartoscBrutto" DECIMAL(20,2),
    "confidence" DOUBLE PRECISION NOT NULL,
    "page" INTEGER NOT NULL,

    CONSTRAINT "InvoiceItem_pkey" PRIMARY KEY ("invoiceId","position")
);

-- CreateTable
CREATE TABLE "InvoiceVatRow" (
    "invoiceId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stawka" TEXT NOT NULL,
    "netto" DECIMAL(20,2),
    "vat" DECIMAL(20,2),
    "brutto" DECIMAL(20,2),
    "confidence" DOUBLE PRECISION NOT NULL,
    "page" INTEGER NOT NULL,

    CONSTRAINT "InvoiceVatRow_pkey" PRIMARY KEY ("invoiceId","position")
);

-- CreateTable
CREATE TABLE "ReviewClaim" (
    "invoiceId" UUID NOT NULL,
    "apiKeyId" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewClaim_pkey" PRIMARY KEY ("invoiceId")
);

-- CreateTable
CREATE TABLE "Correction" (
    "id" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "machineValue" JSONB,
    "humanValue" JSONB,
    "note" TEXT,
    "apiKeyId" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Correction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_name_key" ON "Organisation"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_organisationId_idx" ON "ApiKey"("organisationId");

-- CreateIndex
CREATE INDEX "Document_organisationId_createdAt_idx" ON "Document"("organisationId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Document_sha256_idx" ON "Document"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Document_organisationId_sha256_key" ON "Document"("organisationId", "sha256");

-- CreateIndex
CREATE INDEX "Run_status_heartbeatAt_idx" ON "Run"("status", "heartbeatAt");

-- CreateIndex
CREATE UNIQUE INDEX "Run_documentId_attempt_key" ON "Run"("documentId", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "Invoice_documentId_key" ON "Invoice"("documentId");

-- CreateIndex
CREATE INDEX "Invoice_organisationId_createdAt_idx" ON "Invoice"("organisationId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Invoice_organisationId_status_route_createdAt_idx" ON "Invoice"("organisationId", "status", "route", "createdAt");

-- CreateIndex
CREATE INDEX "Invoice_organisationId_sprzedawcaNip_numerFaktury_idx" ON "Invoice"("organisationId", "sprzedawcaNip", "numerFaktury");

-- CreateIndex
CREATE INDEX "Invoice_duplicateOfId_idx" ON "Invoice"("duplicateOfId");

-- CreateIndex
CREATE INDEX "Correction_invoiceId_at_idx" ON "Correction"("invoiceId", "at");

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdempotencyKey" ADD CONSTRAINT "IdempotencyKey_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdempotencyKey" ADD CONSTRAINT "IdempotencyKey_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_duplicateOfId_fkey" FOREIGN KEY ("duplicateOfId") REFERENCES "Invoice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvoiceField" ADD CONSTRAINT "InvoiceField_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvoiceItem" ADD CONSTRAINT "InvoiceItem_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvoiceVatRow" ADD CONSTRAINT "InvoiceVatRow_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClaim" ADD CONSTRAINT "ReviewClaim_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "Invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

