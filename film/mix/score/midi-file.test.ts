import { describe, expect, it } from 'vitest';
import { SOUND_RATE } from '../../media/sound.ts';
import { rational } from '../../time/rational.ts';
import { compose } from './compose.ts';
import { LIBRARY } from './library/library.ts';
import { endTick, midiFile } from './midi-file.ts';
import { secondsAt } from './score.ts';

/** Reads a MIDI file as a player would: notes of each track, tempos, its length in ticks. */
function readMidi(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer);
  const text = (at: number) => String.fromCharCode(...bytes.slice(at, at + 4));
  expect(text(0)).toBe('MThd');
  const tracks = view.getUint16(10);
  const division = view.getUint16(12);
  let notes = 0;
  let sounding = 0;
  let length = 0;
  const tempos: { tick: number; micros: number }[] = [];
  let at = 14;
  for (let t = 0; t < tracks; t++) {
    expect(text(at)).toBe('MTrk');
    const end = at + 8 + view.getUint32(at + 4);
    at += 8;
    let tick = 0;
    const number = (): number => {
      let value = 0;
      for (;;) {
        const byte = bytes[at++]!;
        value = (value << 7) | (byte & 0x7f);
        if (byte < 0x80) return value;
      }
    };
    while (at < end) {
      tick += number();
      const status = bytes[at++]!;
      if (status === 0xff) {
        const kind = bytes[at++]!;
        const size = number();
        if (kind === 0x51) {
          const micros = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
          tempos.push({ tick, micros });
        }
        at += size;
        length = Math.max(length, tick);
        continue;
      }
      const kind = status >> 4;
      if (kind === 9) {
        notes += 1;
        sounding += 1;
      } else if (kind === 8) sounding -= 1;
      expect(bytes[at]).toBeLessThan(128);
      at += kind === 0xc ? 1 : 2;
    }
    expect(at).toBe(end);
  }
  return { division, tracks, notes, sounding, tempos, length };
}

describe('a MIDI file', () => {
  it.each(LIBRARY.map((piece) => [piece.id, piece] as const))(
    'of %s holds every note, for its length',
    (_, piece) => {
      const length = rational(33 * SOUND_RATE, SOUND_RATE);
      const { score } = compose(piece, { length, seed: 1, hits: [{ at: 10, weight: 1 }] });
      const midi = readMidi(midiFile(score));
      expect(midi.notes).toBe(score.parts.reduce((sum, part) => sum + part.notes.length, 0));
      expect(midi.sounding).toBe(0);
      expect(midi.tracks).toBe(score.parts.length + 1);
      expect(midi.length).toBe(endTick(score));
      expect(secondsAt(score.tempos, midi.length)).toBeCloseTo(33, 3);
      // The same length by MIDI's own reckoning: microseconds of a quarter.
      const seconds = midi.tempos.reduce((sum, { tick, micros }, i) => {
        const next = midi.tempos[i + 1]?.tick ?? midi.length;
        return sum + ((next - tick) / midi.division) * (micros / 1e6);
      }, 0);
      expect(seconds).toBeCloseTo(33, 3);
    },
  );
});
