/** Lines that are spoken to be measured: every kind of sound, long and short words. */
export const SPOKEN_LINES = [
  'Where did you put the paper lamp, Mara?',
  'I saw five sheep asleep under the old oak.',
  'Nobody came back from the harbour that night.',
  'Quick, take the rope and follow me!',
  'The keeper knew that storms speak louder than men.',
  'We have no water left, and the road is long.',
  'Behind the third door there is a garden.',
  'She laughed, because nobody else would dare to.',
] as const;
