/** One of the recorded speakers inside flite, as it speaks by itself. */
export interface FliteSpeaker {
  /** Mean pitch in Hz, and its spread. */
  readonly pitch: number;
  readonly spread: number;
  /** What makes it speak as fast as the others. */
  readonly stretch: number;
}

/** Its speakers that read pitch and pace as they are told. */
export const FLITE_SPEAKERS: Readonly<Record<string, FliteSpeaker>> = {
  // A woman of the American North-East.
  slt: { pitch: 170, spread: 26, stretch: 1.05 },
  // A man from Scotland.
  awb: { pitch: 130, spread: 26, stretch: 1.05 },
  // A man of the American West; his pitch is his own whatever he is told.
  rms: { pitch: 105, spread: 16, stretch: 1 },
  // A man put together from diphones: plain and dry.
  kal16: { pitch: 105, spread: 16, stretch: 1.05 },
};
