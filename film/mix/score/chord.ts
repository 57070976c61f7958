import { type Key, MODES, wrap } from './key.ts';

/** A tone of a chord: the step of the scale it stands on, and where it sounds. */
export interface ChordTone {
  /** 0 to 6; the scale's step that it is, or alters. */
  readonly step: number;
  /** Semitones above the tonic, 0 to 11. */
  readonly semitone: number;
}

/** A chord in a key: root, third, fifth and what is added, then which of them lies lowest. */
export interface Chord {
  readonly name: string;
  readonly tones: readonly ChordTone[];
  readonly bass: ChordTone;
  /** The scale while it sounds: the key's, with the chord's own alterations. */
  readonly scale: readonly number[];
}

const NUMERALS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'];
const WRITTEN =
  /^([b#]?)(i{1,3}|iv|vi{0,2}|I{1,3}|IV|VI{0,2})(°7|°|ø7|\+|sus4|sus2|M7|7|6|9)?(?:\/([357]))?$/;

/**
 * Reads a chord written as a Roman numeral on the key's own scale: `I`, `vi`, `V7`, `bII`, `vii°7`,
 * `IVM7`, `Vsus4`; `/3`, `/5` and `/7` name the tone that lies lowest. Large numerals are major, small
 * ones minor. `b` and `#` shift the root off the key's scale, so that VI of a minor key needs no sign.
 *
 * @throws TypeError for what is no chord: chords are written in our own pieces
 */
export function chordOf(name: string, key: Key): Chord {
  const found = WRITTEN.exec(name);
  if (!found) throw new TypeError(`${name} is not a chord.`);
  const [, accidental, numeral, suffix = '', lowest] = found;
  const scale = MODES[key.mode];
  const step = NUMERALS.indexOf(numeral!.toLowerCase());
  const shift = accidental === 'b' ? -1 : accidental === '#' ? 1 : 0;
  const root = scale[step]! + shift;
  const isMajor = numeral === numeral!.toUpperCase();
  const tone = (steps: number, semitones: number): ChordTone => ({
    step: (step + steps) % 7,
    semitone: wrap(root + semitones, 12),
  });
  const isDiminished = suffix.startsWith('°') || suffix === 'ø7';
  const third =
    suffix === 'sus4'
      ? tone(3, 5)
      : suffix === 'sus2'
        ? tone(1, 2)
        : tone(2, isMajor && !isDiminished ? 4 : 3);
  const fifth = tone(4, isDiminished ? 6 : suffix === '+' ? 8 : 7);
  const added: Readonly<Record<string, ChordTone>> = {
    '°7': tone(6, 9),
    ø7: tone(6, 10),
    '7': tone(6, 10),
    M7: tone(6, 11),
    '6': tone(5, 9),
    '9': tone(1, 14),
  };
  const tones = [tone(0, 0), third, fifth, ...(added[suffix] ? [added[suffix]!] : [])];
  const altered: number[] = [...scale];
  for (const each of tones) altered[each.step] = each.semitone;
  const bass = tones[{ '3': 1, '5': 2, '7': 3 }[lowest ?? ''] ?? 0] ?? tones[0]!;
  return { name, tones, bass, scale: altered };
}

/** Whether a pitch belongs to a chord of a key. */
export function isOf(chord: Chord, pitch: number, tonic: number): boolean {
  const semitone = wrap(pitch - tonic, 12);
  return chord.tones.some((tone) => tone.semitone === semitone);
}
