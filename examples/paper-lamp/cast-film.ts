import { readFile, writeFile } from 'node:fs/promises';

/** Who is heard in the comic, and what each says: enough of it to know the line again. */
const CAST = [
  {
    id: 'bram',
    name: 'Bram',
    description: 'An old man, gruff and kind. He has kept the lamp of Gull Rock for forty years.',
    says: ['old girl', 'lamp is dead', 'small light', 'find them', 'keep it'],
  },
  {
    id: 'skipper',
    name: 'The skipper',
    description: 'A young woman, bright and quick, who brings her boat through the storm.',
    says: ['hard over', 'is yours'],
  },
] as const;

interface WrittenFilm {
  cast?: readonly object[];
  scenes: readonly { shots: readonly { lines?: { text: string; speaker?: string }[] }[] }[];
}

/** Does to a proposed storyboard what its author would: says who is who, and who says what. */
export async function castFilm(document: string): Promise<void> {
  const film = JSON.parse(await readFile(document, 'utf8')) as WrittenFilm;
  film.cast = CAST.map(({ says: _, ...member }) => member);
  for (const { shots } of film.scenes) {
    for (const line of shots.flatMap(({ lines = [] }) => lines)) {
      const heard = line.text.toLowerCase();
      const speaker = CAST.find(({ says }) => says.some((words) => heard.includes(words)));
      if (speaker) line.speaker = speaker.id;
    }
  }
  await writeFile(document, `${JSON.stringify(film, null, 2)}\n`);
}
