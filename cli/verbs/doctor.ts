import { statfs } from 'node:fs/promises';
import { encoderFor, findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { CODECS } from '@inkreel/film/delivery/preset.ts';
import { BUILT_IN_VOICES } from '@inkreel/film/voice/built-in-voices.ts';
import type { Answer } from '../desk.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** One thing that was looked at. `lacking` stops films, `poorer` makes them less good. */
interface Finding {
  readonly what: string;
  readonly state: 'good' | 'poorer' | 'lacking';
  readonly found: string;
  /** How to get what is not there. */
  readonly remedy?: string;
}

/** Below this many bytes free a film of a few minutes may not fit beside what is kept for it. */
const LEAST_FREE = 2 * 1024 ** 3;

/** The first ffmpeg that decodes strangers' files safely and encodes AV1 in good time. */
const GOOD_FFMPEG = 5.1;

/** Looks at everything that Inkreel needs. */
export async function run(): Promise<Answer> {
  const findings = [
    node(),
    ...(await ffmpeg()),
    await weights(),
    await reader(),
    await lettering(),
    await music(),
    await voices(),
    await disk(process.cwd()),
  ];
  const lacking = findings.some(({ state }) => state === 'lacking');
  const marks = { good: 'ok  ', poorer: 'note', lacking: 'MISS' } as const;
  const lines = findings.flatMap(({ what, state, found, remedy }) => [
    `${marks[state]}  ${what.padEnd(12)} ${found}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(19)}${remedy}`]),
  ]);
  lines.push(lacking ? 'Something is missing: films cannot be made yet.' : 'Films can be made.');
  return {
    text: lines.join('\n'),
    json: { ok: !lacking, findings },
    exitCode: lacking ? EXIT_CODES['program-missing'] : 0,
  };
}

function node(): Finding {
  const major = Number.parseInt(process.versions.node, 10);
  const found = `${process.versions.node} on ${process.platform} ${process.arch}`;
  if (major >= 24) return { what: 'Node', state: 'good', found };
  const remedy = 'Install Node 24, or use npm run inkreel, which brings its own.';
  return { what: 'Node', state: 'lacking', found, remedy };
}

async function ffmpeg(): Promise<Finding[]> {
  try {
    const program = await findFfmpeg();
    const from = { FFMPEG_PATH: 'FFMPEG_PATH', PATH: 'PATH', package: 'the npm package' }[
      program.foundIn
    ];
    const version = Number.parseFloat(program.version);
    const recent = version >= GOOD_FFMPEG;
    const found = `${program.version} from ${from} (${program.path})`;
    const first: Finding = recent
      ? { what: 'ffmpeg', state: 'good', found }
      : {
          what: 'ffmpeg',
          state: 'poorer',
          found,
          remedy: `Good enough. ${GOOD_FFMPEG} or later from your package manager encodes faster and adds AV1.`,
        };
    const codecs = await Promise.all(
      CODECS.map(async (codec): Promise<Finding> => {
        // Another ffmpeg of this machine may encode what the first does not.
        const able = await findFfmpeg(codec).catch(() => undefined);
        const encoder = able && encoderFor(able, codec);
        const what = `  ${codec}`;
        if (encoder !== undefined) return { what, state: 'good', found: encoder };
        return {
          what,
          state: codec === 'h264' ? 'lacking' : 'poorer',
          found: 'no encoder',
          remedy: `Install ffmpeg ${GOOD_FFMPEG} or later, or set FFMPEG_PATH to one.`,
        };
      }),
    );
    return [first, ...codecs];
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    return [{ what: 'ffmpeg', state: 'lacking', found: 'none', remedy }];
  }
}

async function weights(): Promise<Finding> {
  const what = 'cut-outs';
  try {
    const { openFigureFinder } = await import('@inkreel/adapters/models/figure-finder.ts');
    const finder = await openFigureFinder();
    await finder.close();
    return { what, state: 'good', found: 'the segmentation weights load' };
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    return { what, state: 'lacking', found: 'the segmentation weights do not load', remedy };
  }
}

async function reader(): Promise<Finding> {
  const what = 'reading';
  try {
    const { openPaddleReader } = await import('@inkreel/adapters/paddle/paddle-reader.ts');
    const { readerModel } = await import('@inkreel/adapters/paddle/reader-model.ts');
    const model = readerModel();
    const opened = await openPaddleReader(model);
    await opened.close();
    const found = model.isOwn
      ? `your own model reads lettering (${model.recogniser})`
      : 'the weights that read lettering load';
    return { what, state: 'good', found };
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    const found = 'lettering is not read: panels are found all the same, words stay as drawn';
    return { what, state: 'poorer', found, remedy };
  }
}

async function lettering(): Promise<Finding> {
  const what = 'lettering';
  try {
    const { drawCard } = await import('@inkreel/adapters/lettering/draw-card.ts');
    await drawCard({ title: 'Inkreel' }, { width: 320, height: 180 });
    return { what, state: 'good', found: 'the typefaces load' };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { what, state: 'lacking', found: said, remedy: 'Run npm ci again.' };
  }
}

async function music(): Promise<Finding> {
  const what = 'music';
  try {
    const { openInstruments } = await import('@inkreel/adapters/spessasynth/synthesiser.ts');
    await openInstruments();
    return { what, state: 'good', found: 'the instruments load' };
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    return { what, state: 'poorer', found: 'films have no music of their own', remedy };
  }
}

/** Built-in voices always speak; models are an addition, and one that does not work is told. */
async function voices(): Promise<Finding> {
  const what = 'voices';
  const [{ addedModels }, { modelsFolder }, { findSherpa }] = await Promise.all([
    import('@inkreel/adapters/models/added-model.ts'),
    import('@inkreel/adapters/models/models-folder.ts'),
    import('@inkreel/adapters/sherpa/find-sherpa.ts'),
  ]);
  const folder = modelsFolder();
  const { models, faults } = await addedModels(folder);
  const builtIn = `${BUILT_IN_VOICES.length + 1} built in`;
  const told = models.map(({ name, speakers }) => `${name} (${speakers.length})`).join(', ');
  const found = models.length === 0 ? builtIn : `${builtIn}; of models in ${folder}: ${told}`;
  if (faults[0]) return { what, state: 'poorer', found, remedy: faults[0].error.message };
  if (models.length === 0) return { what, state: 'good', found };
  try {
    const { version } = findSherpa();
    return { what, state: 'good', found: `${found}, run by sherpa-onnx-node ${version}` };
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    return { what, state: 'poorer', found, remedy };
  }
}

async function disk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GiB free here`;
  if (free >= LEAST_FREE) return { what: 'disk', state: 'good', found };
  const remedy = 'Free some space, or keep made things elsewhere with --cache.';
  return { what: 'disk', state: 'poorer', found, remedy };
}
