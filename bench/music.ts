import { playScore } from '@inkreel/adapters/spessasynth/synthesiser.ts';
import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { TEMPO_GIVE } from '@inkreel/film/mix/score/clock.ts';
import { barSeconds, compose } from '@inkreel/film/mix/score/compose.ts';
import { LIBRARY } from '@inkreel/film/mix/score/library/library.ts';
import { metreOf } from '@inkreel/film/mix/score/metre.ts';
import { secondsAt, TICKS } from '@inkreel/film/mix/score/score.ts';
import { type MoodSpan, scoreFilm } from '@inkreel/film/mix/score/score-film.ts';
import { MOODS } from '@inkreel/film/story/mood.ts';
import { fromSeconds, rational } from '@inkreel/film/time/rational.ts';
import { type BenchTable, rowOf } from './table.ts';

const RATE = 24;

/** Music: how many cuts its bars meet, how far its tempo goes for that, how fast and how clean it is played. */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const films = filmsByChance(short ? 16 : 64);
  let cuts = 0;
  let met = 0;
  let off = 0;
  let give = 0;
  for (const wish of films) {
    cuts += wish.cuts.length;
    for (const { score, met: hits, range } of scoreFilm(wish)) {
      const bar = barSeconds(LIBRARY.find(({ id }) => id === score.piece)!);
      const { counts } = metreOf(score.metre);
      const start = range.start.value / SOUND_RATE;
      const barAt = (number: number) => secondsAt(score.tempos, number * counts * TICKS);
      met += hits.length;
      for (const { at, bar: number } of hits) {
        off = Math.max(off, Math.abs(start + barAt(number) - at.value / at.rate));
      }
      // The last three bars broaden.
      for (let i = 1; i < score.bars - 2; i++) {
        give = Math.max(give, Math.abs(Math.log((barAt(i) - barAt(i - 1)) / bar)));
      }
    }
  }
  const played = await playAll(short ? 9 : LIBRARY.length);
  return {
    name: 'music',
    rows: [
      rowOf('pieces in the library', LIBRARY.length, 'higher', 24),
      rowOf('cuts that fall on a bar line, percent', Math.round((100 * met) / cuts), 'higher'),
      rowOf('those, farthest from it', Math.round(off * 1e5) / 100, 'lower', 1000 / RATE / 2, 'ms'),
      rowOf(
        'tempo, farthest from the piece',
        round(100 * (Math.exp(give) - 1)),
        'lower',
        round(100 * TEMPO_GIVE) + 0.1,
        '%',
      ),
      rowOf('seconds of music in a second of one processor', round(played.speed), 'higher', 1),
      rowOf('highest sample, all pieces', round(played.peak), 'lower', 1),
      rowOf(
        'level, between the loudest and the softest piece',
        round(played.spread),
        'lower',
        6,
        'dB',
      ),
    ],
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Films of three scenes whose shots last two to six and a half seconds. */
function filmsByChance(count: number) {
  return Array.from({ length: count }, (_, seed) => {
    const random = chance(seed + 1);
    const spans: MoodSpan[] = [];
    const cuts: number[] = [];
    let at = 0;
    for (let scene = 0; scene < 3; scene++) {
      const from = at;
      for (let shot = 0; shot < 8; shot++) {
        at += Math.round((2 + 4.5 * random()) * RATE);
        cuts.push(at);
      }
      const range = { start: rational(from, RATE), duration: rational(at - from, RATE) };
      spans.push({ range, mood: MOODS[(seed + scene * 3) % MOODS.length] });
    }
    const inside = cuts.filter(
      (cut) => cut < at && !spans.some(({ range }) => range.start.value === cut),
    );
    return { spans, cuts: inside.map((cut) => rational(cut, RATE)), seed };
  });
}

async function playAll(count: number) {
  const length = fromSeconds(20, SOUND_RATE);
  const step = Math.floor(LIBRARY.length / count);
  const levels: number[] = [];
  let peak = 0;
  let busy = 0;
  // The first one reads the instruments.
  await playScore(compose(LIBRARY[0]!, { length: fromSeconds(2, SOUND_RATE), seed: 1 }).score);
  for (let i = 0; i < count; i++) {
    const { score } = compose(LIBRARY[i * step]!, { length, seed: 1 });
    const before = process.cpuUsage();
    const { channels } = await playScore(score);
    const { user, system } = process.cpuUsage(before);
    busy += (user + system) / 1e6;
    let power = 0;
    for (const samples of channels) {
      for (const sample of samples) {
        power += sample * sample;
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    levels.push(10 * Math.log10(power / (2 * length.value)));
  }
  const spread = Math.max(...levels) - Math.min(...levels);
  return { speed: (20 * count) / busy, peak, spread };
}
