// "No spoilers": a chapter of film/ imports only chapters before it. tools/check-dependencies.ts runs
// this file and counts what was seen, so that a tool that looks at nothing cannot pass.

/** The chapters of film/ in the order of the story. */
export const CHAPTERS = [
  'grammar',
  'time',
  'space',
  'media',
  'comic',
  'story',
  'cast',
  'board',
  'voice',
  'motion',
  'cut',
  'mix',
  'delivery',
  'document',
  'production',
];

/** The only libraries film/ may use: pure JavaScript, no Node, no DOM. */
const PURE_PACKAGES = ['zod', 'jsonc-parser'];

const TEST = '[.]test[.]ts$';

const spoilers = CHAPTERS.slice(0, -1).map((chapter, place) => ({
  name: `no-spoilers-${chapter}`,
  comment: `film/${chapter} imports only the chapters before it.`,
  severity: 'error',
  from: { path: `^film/${chapter}/` },
  to: { path: `^film/(${CHAPTERS.slice(place + 1).join('|')})/` },
}));

export default {
  forbidden: [
    ...spoilers,
    {
      name: 'contents-page-is-last',
      comment: 'film/index.ts is for those outside; inside film the file itself is imported.',
      severity: 'error',
      from: { path: '^film/' },
      to: { path: '^film/index[.]ts$' },
    },
    {
      name: 'film-is-alone',
      comment: 'film/ knows nothing of those who use it.',
      severity: 'error',
      from: { path: '^film/' },
      to: { path: '^(adapters|cli|server|web|bench|examples|tools)/' },
    },
    {
      name: 'film-has-no-machine',
      comment: 'film/ is pure: no Node. Tests may read files.',
      severity: 'error',
      from: { path: '^film/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'film-has-few-libraries',
      comment: `film/ uses ${PURE_PACKAGES.join(', ')} and nothing else.`,
      severity: 'error',
      from: { path: '^film/', pathNot: TEST },
      to: { path: 'node_modules/', pathNot: `node_modules/(${PURE_PACKAGES.join('|')})/` },
    },
    {
      name: 'adapters-know-only-film',
      comment: 'adapters/ imports film/ only.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(cli|server|web|bench|examples|tools)/' },
    },
    {
      name: 'cli-composes',
      comment: 'cli/ imports film/ and adapters/.',
      severity: 'error',
      from: { path: '^cli/', pathNot: TEST },
      to: { path: '^(server|web|bench|examples|tools)/' },
    },
    {
      name: 'web-sees-the-contract',
      comment: 'web/ imports film/ and server/contract.ts.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(adapters|cli|server/(?!contract[.]ts)|bench|tools)/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'No file imports a test.',
      severity: 'error',
      from: {},
      to: { path: TEST },
    },
    {
      name: 'no-cycles',
      comment: 'Files that import each other in a ring tell no story.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nobody imports is forgotten.',
      severity: 'error',
      from: { orphan: true, pathNot: '([.]d[.]ts|[.]test[.]ts)$|^tools/(?!.*/)' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript, compiled by its own compiler, with its own types.
    exclude: { path: '^adapters/painter/kernel/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
