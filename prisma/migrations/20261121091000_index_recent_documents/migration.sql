-- The sweeper looks at recent documents every few seconds.
CREATE INDEX "Document_createdAt_idx" ON "Document"("createdAt");
