/** An instrument of the orchestra as the score knows it. Pitches are MIDI numbers, middle C is 60. */
export interface Instrument {
  /** General MIDI program, from 0. */
  readonly program: number;
  /** Lowest and highest pitch it is asked for. */
  readonly low: number;
  readonly high: number;
  /** The middle of where it sounds best. */
  readonly best: number;
  /** Loudness that puts it level with the others, 0 to 127. */
  readonly level: number;
  /** Place in the orchestra, -1 left to 1 right. */
  readonly pan: number;
  /** How much of it goes into the hall, 0 to 127. */
  readonly hall: number;
  /** Milliseconds from its onset until it is heard: it begins that much sooner. */
  readonly lag: number;
  /** Whether a held note can swell. */
  readonly swells: boolean;
}

type Row = readonly [
  program: number,
  low: number,
  high: number,
  best: number,
  level: number,
  pan: number,
  hall: number,
  lag: number,
  swells?: 'swells',
];

const ROWS = {
  piano: [0, 28, 100, 64, 92, 0, 50, 0],
  'soft-piano': [0, 28, 100, 62, 78, -0.1, 64, 0],
  harpsichord: [6, 36, 88, 64, 70, -0.2, 46, 0],
  celesta: [8, 60, 103, 80, 74, 0.3, 70, 0],
  glockenspiel: [9, 72, 103, 86, 56, 0.35, 66, 0],
  'music-box': [10, 60, 98, 79, 74, 0.15, 72, 0],
  vibraphone: [11, 53, 89, 69, 78, 0.3, 66, 0],
  marimba: [12, 45, 89, 64, 92, -0.3, 44, 0],
  xylophone: [13, 65, 100, 80, 66, 0.35, 44, 0],
  'tubular-bells': [14, 60, 77, 67, 62, 0.4, 84, 0],
  accordion: [21, 53, 88, 69, 66, -0.2, 40, 20, 'swells'],
  guitar: [24, 40, 83, 57, 90, -0.3, 48, 0],
  'bass-guitar': [32, 28, 60, 40, 92, 0, 24, 0],
  violin: [40, 55, 96, 74, 70, -0.35, 64, 40, 'swells'],
  viola: [41, 48, 84, 64, 74, 0.15, 62, 40, 'swells'],
  cello: [42, 36, 72, 52, 84, 0.35, 60, 40, 'swells'],
  'double-bass': [43, 28, 60, 38, 92, 0.4, 48, 30, 'swells'],
  'tremolo-strings': [44, 36, 96, 62, 78, -0.1, 66, 50, 'swells'],
  pizzicato: [45, 36, 90, 62, 96, -0.15, 58, 0],
  harp: [46, 30, 100, 66, 92, -0.4, 66, 0],
  timpani: [47, 38, 57, 45, 92, 0.1, 74, 0],
  strings: [48, 36, 96, 64, 78, -0.1, 68, 60, 'swells'],
  'slow-strings': [49, 36, 96, 62, 84, 0.1, 74, 120, 'swells'],
  choir: [52, 45, 84, 64, 74, 0, 84, 60, 'swells'],
  'choir-oohs': [53, 48, 82, 66, 70, 0, 84, 60, 'swells'],
  trumpet: [56, 55, 84, 69, 66, 0.2, 62, 15, 'swells'],
  trombone: [57, 40, 72, 55, 70, 0.3, 60, 15, 'swells'],
  tuba: [58, 29, 58, 40, 76, 0.35, 52, 20, 'swells'],
  horns: [60, 41, 77, 63, 76, -0.3, 74, 40, 'swells'],
  brass: [61, 40, 84, 60, 68, 0.15, 66, 25, 'swells'],
  oboe: [68, 58, 89, 72, 66, 0.05, 60, 25, 'swells'],
  'english-horn': [69, 52, 81, 64, 68, 0.1, 62, 25, 'swells'],
  bassoon: [70, 34, 72, 53, 78, 0.15, 54, 20, 'swells'],
  clarinet: [71, 50, 91, 67, 72, -0.1, 60, 25, 'swells'],
  piccolo: [72, 74, 105, 86, 54, -0.05, 60, 20, 'swells'],
  flute: [73, 60, 96, 77, 72, -0.1, 66, 30, 'swells'],
  'pan-flute': [75, 60, 91, 74, 66, -0.2, 74, 25, 'swells'],
  whistle: [78, 67, 96, 79, 50, 0.1, 60, 20, 'swells'],
  'glass-pad': [92, 48, 88, 67, 58, 0, 88, 120, 'swells'],
  kalimba: [108, 55, 88, 70, 84, 0.25, 52, 0],
  taiko: [116, 36, 60, 45, 96, 0, 70, 0],
} as const satisfies Readonly<Record<string, Row>>;

export type InstrumentName = keyof typeof ROWS;

/** All names there are. */
export const INSTRUMENTS = Object.keys(ROWS) as readonly InstrumentName[];

/** The instrument of that name. */
export function instrumentOf(name: InstrumentName): Instrument {
  const [program, low, high, best, level, pan, hall, lag, swells] = ROWS[name] as Row;
  return { program, low, high, best, level, pan, hall, lag, swells: swells === 'swells' };
}

/** Percussion without pitch: keys of the General MIDI drum kit. */
export const DRUMS = {
  'bass-drum': 36,
  'side-stick': 37,
  snare: 38,
  'low-tom': 43,
  tom: 47,
  'high-tom': 50,
  'closed-hat': 42,
  'open-hat': 46,
  crash: 49,
  ride: 51,
  tambourine: 54,
  shaker: 70,
  'wood-block': 76,
  triangle: 81,
} as const satisfies Readonly<Record<string, number>>;
export type DrumName = keyof typeof DRUMS;
