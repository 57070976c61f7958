/** What a scene feels like; music and pace follow it. */
export const MOODS = [
  'calm',
  'joyful',
  'tense',
  'sad',
  'mysterious',
  'heroic',
  'comic',
  'eerie',
] as const;
export type Mood = (typeof MOODS)[number];
