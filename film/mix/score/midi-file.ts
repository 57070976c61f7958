import { DRUMS, instrumentOf } from './instrument.ts';
import { metreOf } from './metre.ts';
import { type Score, type ScorePart, secondsAt, TICKS } from './score.ts';

/** MIDI's channel for drums, from 0. */
const DRUM_CHANNEL = 9;
const CONTROL = { volume: 7, pan: 10, expression: 11, reverb: 91, chorus: 93 } as const;

interface MidiEvent {
  readonly tick: number;
  /** Where events fall on one tick: ends of notes, then settings, then beginnings. */
  readonly order: number;
  readonly bytes: readonly number[];
}

/**
 * A score as a standard MIDI file (format 1): a track of tempos, then one a part. Any sequencer opens it.
 */
export function midiFile(score: Score): Uint8Array {
  const metre = metreOf(score.metre);
  // TICKS are of a count; MIDI counts quarters, and an eighth is half of one.
  const division = metre.unit === 8 ? TICKS * 2 : TICKS;
  const end = endTick(score);
  const tracks = [
    track([...head(score), endOfTrack(end)]),
    ...score.parts.map((part, i) =>
      track([...partEvents(part, channelOf(score, i)), endOfTrack(end)]),
    ),
  ];
  const header = [
    ...ascii('MThd'),
    ...uint32(6),
    ...uint16(1),
    ...uint16(tracks.length),
    ...uint16(division),
  ];
  return Uint8Array.from([...header, ...tracks.flat()]);
}

/** The channel of a part: drums share one, everybody else has their own. */
function channelOf({ parts }: Score, index: number): number {
  if ('drum' in parts[index]!.on) return DRUM_CHANNEL;
  const place = parts.slice(0, index).filter(({ on }) => 'instrument' in on).length;
  if (place > 14) throw new RangeError('MIDI has 15 channels besides the drums.');
  return place >= DRUM_CHANNEL ? place + 1 : place;
}

/** The tick at which a score's length is over. */
export function endTick({ tempos, length }: Score): number {
  const last = tempos.at(-1)!;
  const left = length.value / length.rate - secondsAt(tempos, last.at);
  return last.at + Math.round((left / (last.microseconds / 1e6)) * TICKS);
}

function head(score: Score): readonly MidiEvent[] {
  const metre = metreOf(score.metre);
  const quarters = metre.unit === 8 ? 2 : 1;
  return [
    { tick: 0, order: 0, bytes: meta(0x03, utf8(score.title)) },
    {
      tick: 0,
      order: 0,
      bytes: meta(0x58, [metre.counts, metre.unit === 8 ? 3 : 2, metre.unit === 8 ? 36 : 24, 8]),
    },
    ...score.tempos.map(({ at, microseconds }) => ({
      tick: at,
      order: 1,
      bytes: meta(0x51, uint32(microseconds * quarters).slice(1)),
    })),
  ];
}

function partEvents(part: ScorePart, channel: number): readonly MidiEvent[] {
  const control = (tick: number, number: number, value: number): MidiEvent => ({
    tick,
    order: 1,
    bytes: [0xb0 | channel, number, value],
  });
  const events: MidiEvent[] = [{ tick: 0, order: 0, bytes: meta(0x03, utf8(part.name)) }];
  if ('instrument' in part.on) {
    const { program, pan, hall } = instrumentOf(part.on.instrument);
    events.push({ tick: 0, order: 1, bytes: [0xc0 | channel, program] });
    events.push(control(0, CONTROL.pan, Math.round(64 + 50 * pan)));
    events.push(control(0, CONTROL.reverb, hall));
  } else {
    events.push(control(0, CONTROL.reverb, DRUMS[part.on.drum] === DRUMS.crash ? 60 : 45));
  }
  events.push(control(0, CONTROL.volume, part.level), control(0, CONTROL.chorus, 0));
  events.push(...part.swells.map(({ at, value }) => control(at, CONTROL.expression, value)));
  for (const { at, length, pitch, velocity } of part.notes) {
    events.push({ tick: at, order: 2, bytes: [0x90 | channel, pitch, velocity] });
    events.push({ tick: at + length, order: 0, bytes: [0x80 | channel, pitch, 0] });
  }
  return events;
}

function endOfTrack(tick: number): MidiEvent {
  return { tick, order: 3, bytes: meta(0x2f, []) };
}

function track(events: readonly MidiEvent[]): readonly number[] {
  const ordered = [...events].sort((a, b) => a.tick - b.tick || a.order - b.order);
  const bytes: number[] = [];
  let now = 0;
  for (const event of ordered) {
    bytes.push(...variable(event.tick - now), ...event.bytes);
    now = event.tick;
  }
  return [...ascii('MTrk'), ...uint32(bytes.length), ...bytes];
}

function meta(kind: number, bytes: readonly number[]): readonly number[] {
  return [0xff, kind, ...variable(bytes.length), ...bytes];
}

/** A number in groups of seven bits, the highest first. */
function variable(value: number): readonly number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function uint16(value: number): readonly number[] {
  return [(value >> 8) & 255, value & 255];
}

function uint32(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** In UTF-8; half a pair of surrogates is written as a question mark. */
function utf8(text: string): readonly number[] {
  const escaped = encodeURIComponent(text.toWellFormed().replaceAll('\ufffd', '?'));
  return ascii(
    escaped.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}
