import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const count = (low: number, high: number) => z.coerce.number().int().min(low).max(high);
const share = z.coerce.number().min(0).max(1);
/** `image/jpeg=NAME,application/pdf=NAME`. */
const setByMime = z.string().regex(/^[\w.+-]+\/[\w.+-]+=\w+(,[\w.+-]+\/[\w.+-]+=\w+)*$/)
  .transform((text): Readonly<Record<string, string>> => Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string])));
/** Steps of preprocessing, or none of them, instead of the profile's. */
const STEPS = ['shadow', 'contrast', 'rectify', 'deskew', 'upscale', 'resolution'] as const;
const steps = z.string().transform((text) => (text === 'none' ? [] : text.split(','))).pipe(z.array(z.enum(STEPS)));

/**
 * Every setting the product knows, with its default. Unset and empty mean the default; anything unreadable stops the process
 * before it does harm. Sizes without a default suit the machine (`npx faktulove hardware` says how and why).
 */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: count(0, 65535).default(3000),
  WORKER_PORT: count(0, 65535).default(0),
  FAKTULOVE_DATA_DIR: z.string().default('var'),
  FAKTULOVE_MODELS_DIR: z.string().default(resolve(__dirname, '../../../models')),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//).optional(),
  DATABASE_POOL_SIZE: count(1, 100).default(8),
  REDIS_URL: z.string().regex(/^(rediss?:\/\/|unix:\/\/|\/)/).optional(),
  QUEUE_PREFIX: z.string().regex(/^[\w-]+$/).default('faktulove'),
  LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug']).default('log'),

  MAX_UPLOAD_BYTES: count(1024, 1024 * 1024 * 1024).default(25 * 1024 * 1024),
  MAX_BATCH_FILES: count(1, 5000).default(100),
  MAX_PAGES: count(1, 2000).default(200),
  MAX_PAGE_PIXELS: count(1_000_000, 400_000_000).default(100_000_000),
  MIN_PAGE_SIDE: count(1, 1000).default(32),

  OCR_ENGINE: z.enum(['paddle', 'tesseract']).default('paddle'),
  OCR_PROFILE: z.enum(['fast', 'balanced', 'quality']).default('balanced'),
  OCR_MODEL_SET: z.string().optional(),
  OCR_MODEL_SET_BY_MIME: setByMime.default({}),
  OCR_FALLBACK: flag.default(true),
  OCR_PREPROCESS: steps.optional(),
  OCR_ENGINES: count(1, 64).optional(),
  OCR_THREADS_PER_ENGINE: count(1, 64).optional(),
  OCR_RECOGNITION_BATCH: count(1, 64).optional(),
  OCR_PREFETCH_PAGES: count(1, 64).optional(),
  OCR_PROVIDERS: z.enum(['auto', 'cpu', 'cuda', 'tensorrt', 'webgpu']).default('auto'),
  OCR_ARTEFACTS: flag.default(true),
  OCR_MODEL_CACHE_SETS: count(1, 16).optional(),
  OCR_MODEL_CACHE_TTL_S: count(1, 7 * 24 * 3600).default(600),
  OCR_MAX_WAITING: count(1, 10_000).default(256),
  OCR_PAGE_TIMEOUT_S: count(5, 3600).default(120),
  OCR_LADDER_S: count(0, 24 * 3600).default(120),
  OCR_POOLING_ENABLED: flag.default(true),
  OCR_WARMUP_ENABLED: flag.default(true),
  OCR_TESSERACT_ENGINES: count(1, 64).default(1),
  OCR_RECYCLE_AFTER: count(0, 1_000_000_000).default(100_000),
  OCR_TESSERACT_RECYCLE_AFTER: count(0, 1_000_000_000).default(1000),
  OCR_IDLE_STOP_S: count(0, 7 * 24 * 3600).default(0),
  OCR_TESSERACT_IDLE_STOP_S: count(0, 7 * 24 * 3600).default(20),
  OCR_RSS_LIMIT_MB: count(0, 1024 * 1024).optional(),
  OCR_LOW_MEMORY_MB: count(0, 1024 * 1024).default(256),
  OCR_SESSION_LEASE_S: count(1, 24 * 3600).default(60),

  WORKER_CONCURRENCY: count(1, 64).optional(),
  EXTRACTION_TIMEOUT_S: count(1, 600).default(30),
  WORKER_NICE: count(0, 19).default(19),
  RUN_MAX_ATTEMPTS: count(1, 20).default(4),
  RUN_RETRY_DELAY_MS: count(10, 600_000).default(2000),
  RUN_LEASE_S: count(3, 600).default(12),
  SWEEP_INTERVAL_S: count(1, 600).default(5),

  CACHE_ENABLED: flag.default(true),
  CACHE_TTL_S: count(1, 365 * 24 * 3600).default(7 * 24 * 3600),
  CACHE_MEMORY_ENTRIES: count(1, 100_000).optional(),

  REVIEW_CLAIM_S: count(1, 24 * 3600).default(15 * 60),
  IDEMPOTENCY_TTL_H: count(1, 24 * 365).default(24 * 7),
  THRESHOLD_NUMER_FAKTURY: share.optional(),
  THRESHOLD_DATA_WYSTAWIENIA: share.optional(),
  THRESHOLD_SPRZEDAWCA_NIP: share.optional(),
  THRESHOLD_NABYWCA_NIP: share.optional(),
  THRESHOLD_SUMA_BRUTTO: share.optional(),
  THRESHOLD_SUMA_NETTO: share.optional(),
  THRESHOLD_SUMA_VAT: share.optional(),
  THRESHOLD_OTHERS: share.optional(),
});
export type Environment = z.infer<typeof environmentSchema>;
