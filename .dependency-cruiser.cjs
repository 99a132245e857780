/**
 * The arrows of ARCHITECTURE.md as rules. A document walks one way:
 * upload -> storage -> processing -> ocr -> extraction -> invoices -> review; everyone may use common.
 */
const NODE_BUILTIN = { dependencyTypes: ['core'] };
const PURE_OCR = '^src/ocr/(detect|classify|recognise|lines|geometry|pipeline|ladder)/';
const SPEC = '\\.spec\\.ts$';
/** A package by name, wherever npm put it. */
const pkg = (names) => `node_modules/(${names})(/|$)`;

/** Modules of the walk that `from` must not know. */
const stranger = (from, others, why) => ({
  name: `${from}-knows-no-${others.length === 1 ? others[0] : 'stranger'}`,
  severity: 'error',
  comment: why,
  from: { path: `^src/${from}/`, pathNot: SPEC },
  to: { path: `^src/(${others.join('|')})/` },
});

/** An outside library has one door. */
const door = (name, library, doors, why) => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: '^src/', pathNot: [...doors, SPEC] },
  to: { path: pkg(library) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'A cycle has no first page to read.', from: {}, to: { circular: true, viaOnly: { pathNot: '^src/common/prisma/generated/' } } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'The product runs on its dependencies alone.',
      from: { path: '^src/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
    { name: 'product-knows-no-tests', severity: 'error', from: { path: '^src/', pathNot: SPEC }, to: { path: '^(test|tools)/' } },

    // Pure cores
    {
      name: 'extraction-is-pure',
      severity: 'error',
      comment: 'Lines in, fields out: extraction imports itself, the OCR shapes and the error codes.',
      from: { path: '^src/extraction/', pathNot: SPEC },
      to: { pathNot: ['^src/extraction/', '^src/ocr/ocr\\.types\\.ts$', '^src/common/errors/'] },
    },
    { name: 'extraction-touches-no-system', severity: 'error', from: { path: '^src/extraction/', pathNot: SPEC }, to: NODE_BUILTIN },
    {
      name: 'ocr-stages-are-pure',
      severity: 'error',
      comment: 'A stage receives inference as a function: floats and shape in, floats and shape out.',
      from: { path: PURE_OCR, pathNot: SPEC },
      to: { path: pkg('@nestjs|sharp|onnxruntime-node|bull|@prisma|@embedpdf|tesseract\\.js') },
    },

    // One door for each outside library
    door('sharp-has-one-door', 'sharp|@img', ['^src/ocr/image/decode-image\\.ts$'], 'Pixel limits and EXIF are decided once.'),
    door('onnxruntime-has-one-door', 'onnxruntime-node|onnxruntime-common', ['^src/ocr/session/onnx-session\\.ts$'], 'It blocks its thread: only engine threads may load it.'),
    door('pdfium-has-one-door', '@embedpdf', ['^src/ocr/[^/]+/(pdfium|pdfium-[a-z-]+|open-pdf)\\.ts$'], 'Memory of the WASM module is freed in one place.'),
    door('tesseract-has-one-door', 'tesseract\\.js', ['^src/ocr/engine/tesseract\\.engine\\.ts$', '^src/ocr/tesseract/'], 'The second engine stays behind the port.'),
    {
      name: 'tables-are-touched-by-repositories',
      severity: 'error',
      comment: 'One table, one writer: the client of the database lives in repositories. Types are free.',
      from: { path: '^src/', pathNot: ['\\.repository\\.ts$', '^src/common/prisma/', '\\.module\\.ts$', '^src/health/', SPEC] },
      to: { path: ['^src/common/prisma/', pkg('@prisma|pg')], dependencyTypesNot: ['type-only'] },
    },

    // Arrows of the walk
    stranger('common', ['auth', 'upload', 'storage', 'processing', 'ocr', 'extraction', 'invoices', 'review', 'autotuner', 'cli', 'health', 'metrics'], 'Everyone stands on common; it stands on nobody.'),
    stranger('storage', ['auth', 'upload', 'processing', 'ocr', 'extraction', 'invoices', 'review', 'autotuner', 'cli', 'health'], 'Storage keeps bytes and does not ask what they are.'),
    stranger('ocr', ['auth', 'upload', 'storage', 'processing', 'extraction', 'invoices', 'review', 'autotuner', 'cli', 'health'], 'OCR knows lines, not invoices.'),
    stranger('upload', ['processing', 'extraction', 'review', 'autotuner', 'cli', 'health'], 'Upload stores and queues; it does not read.'),
    stranger('processing', ['upload', 'review', 'autotuner', 'cli', 'health'], 'Processing walks towards invoices.'),
    stranger('invoices', ['upload', 'processing', 'review', 'autotuner', 'cli', 'health'], 'Later modules may read earlier tables, never the reverse.'),
    stranger('review', ['upload', 'processing', 'storage', 'autotuner', 'cli', 'health'], 'Review speaks to invoices.'),
    stranger('auth', ['upload', 'storage', 'processing', 'ocr', 'extraction', 'invoices', 'review', 'autotuner', 'cli', 'health'], 'Who is asking does not depend on what for.'),
    { name: 'nobody-calls-the-command-line', severity: 'error', from: { path: '^src/', pathNot: ['^src/cli/', '^src/cli\\.ts$', SPEC] }, to: { path: '^src/cli/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/common/prisma/generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'import', 'types'], mainFields: ['main', 'types'] },
  },
};
