#!/usr/bin/env node
import { SHOWN_LETTERING } from '@inkreel/film/board/shown-lettering.ts';
import { READING_DIRECTIONS } from '@inkreel/film/comic/page.ts';
import { CAPTION_STYLES } from '@inkreel/film/cut/caption-style.ts';
import { ASPECTS, CODECS, QUALITIES, RESOLUTIONS } from '@inkreel/film/delivery/preset.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { DELIVERIES } from '@inkreel/film/story/line.ts';
import { MOODS } from '@inkreel/film/story/mood.ts';
import { FRAME_RATES } from '@inkreel/film/time/rational.ts';
import { Command, CommanderError, Option } from 'commander';
import { EXIT_BUG, EXIT_CODES } from './exit-codes.ts';
import { leave } from './leave.ts';
import {
  aboveZero,
  figureNumber,
  loudness,
  numberOption,
  strength,
  wholeNumber,
} from './option-values.ts';
import { standingAnswer } from './standing-answer.ts';

const VERSION = '0.1.0';

const program = new Command('inkreel')
  .description('Turns still art into a film in which the same characters stay the same.')
  .version(VERSION, '-V, --version')
  .helpOption('-h, --help', 'say this')
  .helpCommand('help [verb]', 'say what a verb does')
  .showSuggestionAfterError(true)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(text.replace(/^error: /, 'inkreel: ')),
  })
  .addHelpText(
    'after',
    `
Begin here:
  inkreel make pages/ -o film.mp4        a folder of comic pages becomes a film
  inkreel make comic.cbz --aspect 9:16   the same for a telephone
  inkreel read page.png --json           panels, balloons and words, for scripts
  inkreel doctor                         is everything there?

make writes film.json beside film.mp4: the storyboard, to be edited by hand.
  inkreel check film.json                names every mistake in it
  inkreel cast film.json --sheet         who is in it; merge, split, rename
  inkreel board film.json                a contact sheet and an animatic, quickly
  inkreel render film.json               the film; only what changed is made anew

What was made is kept in .inkreel beside the film. Exit codes: 0 done; 2 wrong use; 10-14 art and sound;
20-21 the film.json; 30-34 a program, weights, a voice, the network; 40 the disk; 70 a bug; 130 Ctrl-C.`,
  );

const json = () => new Option('--json', 'print the answer as JSON on standard output');
const cache = () => new Option('--cache <dir>', 'where made things are kept').env('INKREEL_CACHE');
const direction = () =>
  new Option('--direction <how>', 'how pages are read; found out by itself otherwise').choices([
    ...READING_DIRECTIONS,
  ]);
const keepGoing = () =>
  new Option('--keep-going', 'leave out the files that cannot be used, and list them');

program
  .command('make')
  .description('Makes a film of pictures, folders, comic pages, CBZ, PDF or PSD files.')
  .argument('<input...>', 'files and folders, in the order of the film')
  .option('-o, --output <film>', 'the film, .mp4 or .webm (default: named after the first input)')
  .option('--title <text>', 'the title (default: named after the first input)')
  .addOption(new Option('--aspect <w:h>', 'shape of the frame (16:9)').choices([...ASPECTS]))
  .addOption(numberOption('--resolution <lines>', 'lines of the short side (720)', RESOLUTIONS))
  .addOption(numberOption('--rate <fps>', 'frames a second (24)', FRAME_RATES))
  .addOption(
    new Option('--codec <name>', 'h264, or vp9 for a .webm; av1 where ffmpeg has it').choices([
      ...CODECS,
    ]),
  )
  .addOption(new Option('--quality <name>', 'draft, standard or master').choices([...QUALITIES]))
  .addOption(direction())
  .option('--seed <number>', 'the same seed makes the same film (1)', wholeNumber)
  .option('--max-shots <number>', 'at most this many shots', wholeNumber)
  .addOption(
    new Option(
      '--lettering <how>',
      'words drawn in the art: pop in by balloon over the clean art (pop); keep; none',
    ).choices([...SHOWN_LETTERING]),
  )
  .addOption(
    new Option('--keep-lettering', 'leave balloons and words as they are drawn').implies({
      lettering: 'keep',
    }),
  )
  .addOption(
    new Option(
      '--life <strength>',
      'what moves by itself: 0 nothing, 1 as usual, 3 the most',
    ).argParser(strength),
  )
  .option('--no-life', 'the same as --life 0')
  .addOption(
    new Option('--captions <style>', 'captions in the picture (classic)').choices([
      ...CAPTION_STYLES,
    ]),
  )
  .option('--music <file>', 'a track of your own, or none; composed for the scenes otherwise')
  .addOption(
    new Option('--loudness <lufs>', 'over the whole film (-14); -23 in broadcasting').argParser(
      loudness,
    ),
  )
  .option('--silent', 'nothing is heard')
  .option('--no-render', 'write the storyboard and stop, to edit it first')
  .option('--fresh', 'propose the storyboard anew; one edited by hand is kept as .bak')
  .addOption(keepGoing())
  .addOption(cache())
  .addOption(json())
  .action((inputs: string[], options) => run('make', { ...options, inputs }));

program
  .command('read')
  .description(
    'Reads comic pages: panels and balloons with their words, in reading order, in pixels of the file.',
  )
  .argument('<page...>', 'files and folders')
  .addOption(direction())
  .option('--overlay <dir>', 'draw what was understood over each page, as PNG, into a folder')
  .option('--plates <dir>', 'write each page without its lettering, as PNG, into a folder')
  .addOption(keepGoing())
  .addOption(cache())
  .addOption(json())
  .action((inputs: string[], options) => run('read', { ...options, inputs }));

program
  .command('board')
  .description('Writes a contact sheet (PNG) and an animatic (HTML) of a film.json or of art.')
  .argument('<input...>', 'one film.json, or files and folders of art')
  .option('-o, --output <name>', 'the files are NAME.png and NAME.html (default: beside the input)')
  .addOption(direction())
  .addOption(keepGoing())
  .addOption(cache())
  .addOption(json())
  .action((inputs: string[], options) => run('board', { ...options, inputs }));

const cast = program
  .command('cast')
  .description('Lists who is in a film.json, or changes it.')
  .argument('[film.json]')
  .option('--sheet [png]', 'draw everybody with their pictures (beside film.json)')
  .addOption(cache())
  .addOption(json())
  .action((file: string | undefined, options) => {
    if (file === undefined) cast.error('error: Name a film.json: inkreel cast film.json');
    return run('cast', { ...options, file });
  });

/** A change of the cast: its options come with those of the list. */
function castVerb(name: string, description: string): Command {
  return cast.command(name).description(description).addOption(cache()).addOption(json());
}

castVerb('merge', 'Makes one of several: figures, lines and pictures become those of the first.')
  .arguments('<film.json> <member> <others...>')
  .action((file: string, into: string, others: string[], _, command: Command) =>
    run('cast', { ...command.optsWithGlobals(), action: 'merge', file, into, others }),
  );

castVerb('split', 'Makes another member of some figures of one, by their numbers on the sheet.')
  .arguments('<film.json> <member> <numbers...>')
  .requiredOption('--as <name>', 'what the other is called')
  .action((file: string, member: string, numbers: string[], _, command: Command) =>
    run('cast', {
      ...command.optsWithGlobals(),
      action: 'split',
      file,
      member,
      numbers: numbers.map(figureNumber),
    }),
  );

castVerb('rename', 'Calls a member otherwise.')
  .arguments('<film.json> <member> <name>')
  .action((file: string, member: string, name: string, _, command: Command) =>
    run('cast', { ...command.optsWithGlobals(), action: 'rename', file, member, name }),
  );

castVerb('discard', 'Takes members out of the film.')
  .arguments('<film.json> <members...>')
  .action((file: string, members: string[], _, command: Command) =>
    run('cast', { ...command.optsWithGlobals(), action: 'discard', file, members }),
  );

castVerb('add', 'Puts somebody in, from model sheets, cut-outs and single pictures.')
  .arguments('<film.json> <name> <picture...>')
  .option('--prop', 'a thing, nobody who speaks')
  .option('--location', 'a place')
  .option('--each', 'figures that are not alike are members of their own')
  .action((file: string, name: string, pictures: string[], _, command: Command) => {
    const { prop, location, ...options } = command.optsWithGlobals();
    const kind = location ? 'location' : prop ? 'prop' : 'character';
    return run('cast', { ...options, action: 'add', file, name, pictures, kind });
  });

castVerb('export', 'Writes a member with its pictures into a file that another film can import.')
  .arguments('<film.json> <member>')
  .option('-o, --output <file>', 'NAME.cast (default: named after the member)')
  .action((file: string, member: string, _, command: Command) =>
    run('cast', { ...command.optsWithGlobals(), action: 'export', file, member }),
  );

castVerb('import', 'Takes a member of another film in.')
  .arguments('<film.json> <member.cast>')
  .option('--as <name>', 'what it is called here')
  .action((file: string, from: string, _, command: Command) =>
    run('cast', { ...command.optsWithGlobals(), action: 'import', file, from }),
  );

program
  .command('render')
  .description('Renders a film.json. What did not change since the last time is not made again.')
  .argument('<film.json>')
  .option('-o, --output <film>', 'the film (default: beside film.json)')
  .option('--scene <number>', 'only this scene, by number from 1 or by id')
  .option('--shot <id>', 'only this shot')
  .option('--stems <dir>', 'write voices, music and effects apart as WAV, into a folder')
  .addOption(
    new Option('--quality <name>', 'instead of the quality in film.json').choices([...QUALITIES]),
  )
  .addOption(cache())
  .addOption(json())
  .action((file: string, options) => run('render', { ...options, file }));

program
  .command('speak')
  .description('Speaks the lines of a film.json, or one text, into WAV files.')
  .argument('[film.json]')
  .option('--text <text>', 'speak this instead')
  .option('--voice <name>', 'the voice of --text (narrator)')
  .addOption(new Option('--delivery <how>', 'how --text is spoken').choices([...DELIVERIES]))
  .addOption(new Option('--mood <mood>', 'what --text feels like').choices([...MOODS]))
  .option('-o, --output <path>', 'a folder for the lines of a film; a .wav for --text (line.wav)')
  .option('--voices', 'list the voices instead')
  .addOption(cache())
  .addOption(json())
  .action((file: string | undefined, options) => run('speak', { ...options, file }));

const models = program
  .command('models')
  .description(
    'Lists the models of other voices: those that are there, and those that can be added.',
  )
  .addOption(json())
  .action((options) => run('models', options));

models
  .command('add')
  .description('Fetches a model by its name, or from an address with its checksum.')
  .argument('<name>')
  .option('--url <url>', 'where the .tar.bz2 of a model is that has no entry')
  .option('--sha256 <hex>', 'the checksum of that file')
  .addOption(json())
  .action((name: string, options, command: Command) =>
    run('models', { ...command.optsWithGlobals(), ...options, action: 'add', name }),
  );

models
  .command('remove')
  .description('Takes a model away, or what was fetched of it so far.')
  .argument('<name>')
  .addOption(json())
  .action((name: string, _options, command: Command) =>
    run('models', { ...command.optsWithGlobals(), action: 'remove', name }),
  );

program
  .command('captions')
  .description('Writes the captions of a film.json, timed by what is spoken: SRT, WebVTT or ASS.')
  .argument('<film.json>')
  .option('-o, --output <file>', 'NAME.srt, NAME.vtt or NAME.ass (default: .srt beside film.json)')
  .addOption(cache())
  .addOption(json())
  .action((file: string, options) => run('captions', { ...options, file }));

program
  .command('score')
  .description(
    'Writes music: for the scenes of a film.json, for a mood and a length, or from a track of your own.',
  )
  .argument('[film.json]')
  .option('-o, --output <file>', 'NAME.wav, or NAME.mid for the notes (default: beside the film)')
  .addOption(new Option('--mood <mood>', 'the mood it has').choices([...MOODS]))
  .option('--piece <name>', 'a piece of the library, as --list names it')
  .option('--track <file>', 'a track of your own, looped and faded to the length')
  .option('--seconds <number>', 'how long, without a film (30)', aboveZero)
  .option('--seed <number>', 'another one chooses and plays otherwise', wholeNumber)
  .option('--list', 'name the pieces there are')
  .addOption(cache())
  .addOption(json())
  .action((file: string | undefined, options) =>
    run('score', file === undefined ? options : { ...options, file }),
  );

program
  .command('likeness')
  .description(
    "Measures pictures against a character's references: how alike, by region, and how sure that is.",
  )
  .argument('<reference...>', 'pictures of the character, cut out or not')
  .requiredOption('--against <picture...>', 'pictures that should show the same character')
  .addOption(json())
  .action((references: string[], options) => run('likeness', { ...options, references }));

program
  .command('continuity')
  .description(
    'Measures the cast in every shot of the rendered film and writes a report: off-model, missing, swapped.',
  )
  .argument('<film.json>')
  .option('-o, --output <name>', 'name of the report; .html and .json are added')
  .option(
    '--accept <shot/member...>',
    'lets somebody be who is off-model in a shot, and records that in film.json',
  )
  .option('--retakes <n>', 'makes so many off-model shots again, quieter', wholeNumber, 0)
  .addOption(cache())
  .addOption(json())
  .action((file: string, options) => run('continuity', { ...options, file }));

program
  .command('check')
  .description('Names every mistake in a film.json, by path and remedy.')
  .argument('<film.json>')
  .addOption(cache())
  .addOption(json())
  .action((file: string, options) => run('check', { ...options, file }));

program
  .command('doctor')
  .description('Looks whether everything Inkreel needs is there, and says how to get what is not.')
  .addOption(json())
  .action((options) => run('doctor', options));

async function run(
  verb: string,
  options: { readonly json?: boolean; readonly [other: string]: unknown },
): Promise<void> {
  const call = { verb, options, begun: Date.now() };
  const answer =
    (await standingAnswer(call)) ??
    (await (await import('./run-verb.ts')).runVerb(call, { quiet: options.json === true }));
  const text = options.json ? JSON.stringify(answer.json, null, 2) : answer.text;
  if (text !== '') process.stdout.write(`${text}\n`);
  process.exitCode = answer.exitCode ?? 0;
}

// Who reads the output may stop reading (`inkreel ... | head`); that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  const code = tell(error);
  if (code !== 0) leave(code);
}

/** One line for a person; the stack only for who asked for it, or when the fault is ours. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
  if (error instanceof FilmError) {
    process.stderr.write(`inkreel: ${error.message}\n`);
    if (process.env.INKREEL_DEBUG) process.stderr.write(`${error.stack}\n`);
    return EXIT_CODES[error.code];
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `inkreel: this is a bug in Inkreel, not in your art. Your files are untouched, and what was finished is kept.\nPlease report it with these lines:\n${stack}\n`,
  );
  return EXIT_BUG;
}
