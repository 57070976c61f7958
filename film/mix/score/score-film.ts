import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE } from '../../media/sound.ts';
import type { Mood } from '../../story/mood.ts';
import { type Rational, rational, rescale } from '../../time/rational.ts';
import { endOf, type TimeRange } from '../../time/time-range.ts';
import { type HitPoint, setClock } from './clock.ts';
import { barSeconds, compose, tonicOf } from './compose.ts';
import { wrap } from './key.ts';
import { LIBRARY } from './library/library.ts';
import type { MusicCue } from './music-cue.ts';
import type { Piece } from './piece.ts';

/** A stretch of the film of one mood: a scene, or what belongs together. */
export interface MoodSpan {
  /** Film time; begins with a shot. Spans are in order and do not overlap. */
  readonly range: TimeRange;
  /** Missing: nobody knows; the music of its neighbours goes on. */
  readonly mood?: Mood | undefined;
}

/** What a film's music is made for. */
export interface ScoreWish {
  readonly spans: readonly MoodSpan[];
  /** Cuts between shots, in film time: bar lines fall on as many as they can. */
  readonly cuts: readonly Rational[];
  readonly seed: number;
  /** Missing: the library. */
  readonly pieces?: readonly Piece[];
}

/** Below this many seconds a scene has no music of its own. */
const SHORT = 10;
/** Above this many seconds another piece takes over where a scene begins, or at a cut where none does. */
const LONG = 150;
/** Spans further apart than this are not one stretch of music. */
const GAP = 0.25;
/** The last chord of a mood rings on into the next by so much. */
const RING_ON = 1.2;
/** What chance weighs in the choice of a piece beside the share of hit points that it meets. */
const CHANCE = 0.6;
/** Two moods that lie close: a short scene of one is borne by music of the other. */
const NEAR: Readonly<Record<Mood, readonly Mood[]>> = {
  calm: ['joyful', 'sad'],
  joyful: ['comic', 'heroic', 'calm'],
  tense: ['eerie', 'heroic', 'mysterious'],
  sad: ['calm', 'mysterious'],
  mysterious: ['eerie', 'tense', 'calm'],
  heroic: ['joyful', 'tense'],
  comic: ['joyful'],
  eerie: ['mysterious', 'tense'],
};

/** Stretches of film that share a piece; all in samples. */
interface Stretch {
  from: number;
  to: number;
  mood: Mood | undefined;
  /** Where spans meet inside it. */
  readonly turns: number[];
}

/**
 * Scores a film: one cue for each stretch of one mood. It begins with its shot, meets the cuts with bar
 * lines where tempo allows, and comes to its own cadence: at the end with the picture, before a turn so
 * that the last chord rings into the next music, whose key is near. Where one mood lasts too long for a
 * piece, another of the same mood takes over. No piece comes twice before all of its mood have been heard.
 *
 * @example
 * // Two scenes of 30 s, calm then tense: two cues, the first 31.2 s long, the second 30 s.
 */
export function scoreFilm(wish: ScoreWish): readonly MusicCue[] {
  const random = chance(wish.seed);
  const pieces = wish.pieces ?? LIBRARY;
  const cuts = wish.cuts.map((cut) => rescale(cut, SOUND_RATE).value);
  const heard = new Map<string, number>();
  let tonic: number | undefined;
  const stretches = stretchesOf(wish.spans).flatMap((each) => divided(each, cuts));
  return stretches.map((stretch, i): MusicCue => {
    const mood = stretch.mood ?? 'calm';
    const next = stretches[i + 1];
    const goesOn = next !== undefined && next.from - stretch.to < GAP * SOUND_RATE;
    const end = stretch.to + (goesOn ? Math.round(RING_ON * SOUND_RATE) : 0);
    const length = rational(Math.max(1, end - stretch.from), SOUND_RATE);
    const hits = hitsOf(stretch, cuts);
    const fresh = freshPieces(pieces, mood, heard);
    const piece = choosePiece(fresh, length, hits, random);
    heard.set(piece.id, (heard.get(piece.id) ?? 0) + 1);
    const semitones = goesOnFrom(tonic, tonicOf(piece));
    const seed = Math.floor(random() * 0x7fffffff);
    const { score, clock } = compose(piece, { length, hits, seed, semitones });
    tonic = goesOn ? score.tonic : undefined;
    return {
      range: { start: rational(stretch.from, SOUND_RATE), duration: length },
      mood,
      score,
      met: clock.met.map(({ at, bar }) => ({
        at: rational(stretch.from + Math.round(at * SOUND_RATE), SOUND_RATE),
        bar,
      })),
    };
  });
}

/** Spans put together: those of one mood, those of none, and the short ones with a neighbour. */
function stretchesOf(spans: readonly MoodSpan[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { range, mood } of spans) {
    const from = rescale(range.start, SOUND_RATE).value;
    const to = rescale(endOf(range), SOUND_RATE).value;
    if (to > from) stretches.push({ from, to, mood, turns: [] });
  }
  const touch = (a: Stretch | undefined, b: Stretch | undefined): boolean =>
    a !== undefined && b !== undefined && b.from - a.to < GAP * SOUND_RATE;
  const join = (at: number, mood: Mood | undefined) => {
    const [a, b] = [stretches[at]!, stretches[at + 1]!];
    const turns = [...a.turns, b.from, ...b.turns];
    stretches.splice(at, 2, { from: a.from, to: b.to, mood, turns });
  };
  /** Joins neighbours until none of them has to be. */
  const settle = () => {
    for (let i = 0; i + 1 < stretches.length; ) {
      const [a, b] = [stretches[i]!, stretches[i + 1]!];
      const alike = a.mood === b.mood || a.mood === undefined || b.mood === undefined;
      if (touch(a, b) && alike) join(i, a.mood ?? b.mood);
      else i += 1;
    }
  };
  settle();
  for (;;) {
    const short = stretches
      .map((each, i) => ({ ...each, i }))
      .filter(({ from, to, i }) => {
        const isShort = to - from < SHORT * SOUND_RATE;
        return (
          isShort &&
          (touch(stretches[i - 1], stretches[i]) || touch(stretches[i], stretches[i + 1]))
        );
      })
      .sort((a, b) => a.to - a.from - (b.to - b.from))[0];
    if (!short) return stretches;
    const { i } = short;
    const [before, after] = [stretches[i - 1], stretches[i + 1]];
    const kinship = (other: Stretch | undefined, touches: boolean): number => {
      if (!other || !touches) return -1;
      const place = NEAR[other.mood ?? 'calm'].indexOf(short.mood ?? 'calm');
      return (place < 0 ? 0 : 3 - place) + (other === before ? 0.5 : 0);
    };
    const isBack =
      kinship(before, touch(before, stretches[i])) >= kinship(after, touch(stretches[i], after));
    if (isBack) join(i - 1, before!.mood);
    else join(i, after!.mood);
    settle();
  }
}

/** A stretch that is too long for one piece, in parts of about one length: at a turn, else at a cut, else anywhere. */
function divided(stretch: Stretch, cuts: readonly number[]): readonly Stretch[] {
  const { from, to, mood, turns } = stretch;
  const count = Math.ceil((to - from) / (LONG * SOUND_RATE));
  const part = (to - from) / count;
  const edges = [from];
  for (let i = 1; i < count; i++) {
    const wished = from + i * part;
    const near = (places: readonly number[]): number | undefined =>
      places
        .filter((at) => Math.abs(at - wished) < part * 0.35)
        .sort((a, b) => Math.abs(a - wished) - Math.abs(b - wished))[0];
    edges.push(near(turns) ?? near(cuts) ?? Math.round(wished));
  }
  return edges.map((edge, i) => {
    const end = edges[i + 1] ?? to;
    return { from: edge, to: end, mood, turns: turns.filter((at) => at > edge && at < end) };
  });
}

/** What the music of a stretch should meet: the turns inside it, and its cuts. */
function hitsOf({ from, to, turns }: Stretch, cuts: readonly number[]): readonly HitPoint[] {
  return [...new Set([...cuts, ...turns])]
    .filter((at) => at > from && at < to)
    .sort((a, b) => a - b)
    .map((at) => ({ at: (at - from) / SOUND_RATE, weight: turns.includes(at) ? 3 : 1 }));
}

/** The pieces of a mood that were heard least. */
function freshPieces(
  pieces: readonly Piece[],
  mood: Mood,
  heard: ReadonlyMap<string, number>,
): readonly Piece[] {
  const fitting = pieces.filter((piece) => piece.mood === mood);
  const choices = fitting.length > 0 ? fitting : pieces;
  const least = Math.min(...choices.map(({ id }) => heard.get(id) ?? 0));
  return choices.filter(({ id }) => (heard.get(id) ?? 0) === least);
}

/** One of some pieces: by seed, the likelier the more of the hit points its bars can meet. */
function choosePiece(
  pieces: readonly Piece[],
  length: Rational,
  hits: readonly HitPoint[],
  random: () => number,
): Piece {
  const whole = hits.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const liking = pieces.map((piece) => {
    const wish = { length: length.value / length.rate, bar: barSeconds(piece), hits };
    const met = new Set(setClock(wish).met.map(({ at }) => at));
    const reached = hits.reduce((sum, { at, weight }) => sum + (met.has(at) ? weight : 0), 0);
    return reached / whole + CHANCE * random();
  });
  return pieces[liking.indexOf(Math.max(...liking))]!;
}

/**
 * Semitones, three at most, that bring a piece's tonic near the key that still rings: the same, its
 * fourth or fifth, or a third away.
 */
function goesOnFrom(before: number | undefined, tonic: number): number {
  if (before === undefined) return 0;
  const kin: Readonly<Record<number, number>> = {
    0: 0,
    5: 0.2,
    7: 0.2,
    3: 0.5,
    9: 0.5,
    4: 1,
    8: 1,
  };
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const semitones of [0, -1, 1, -2, 2, -3, 3]) {
    const far = kin[wrap(tonic + semitones - before, 12)] ?? 4;
    const cost = far + Math.abs(semitones) * 0.2;
    if (cost < least) {
      least = cost;
      best = semitones;
    }
  }
  return best;
}
