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

interface WrittenFigure {
  readonly box: readonly [number, number, number, number];
  readonly panel?: number;
  who?: string;
}

interface WrittenShot {
  readonly picture?: string | { readonly art: string; readonly panel?: number };
  cast?: readonly string[];
  lines?: { text: string; speaker?: string }[];
}

interface WrittenFilm {
  cast?: readonly object[];
  readonly art: readonly {
    readonly id?: string;
    readonly file: string;
    readonly figures?: readonly WrittenFigure[];
  }[];
  readonly scenes: readonly { readonly shots: readonly WrittenShot[] }[];
}

/**
 * Does to a proposed storyboard what its author would: says who is who, and who says what. Where one of the two
 * speaks alone in a panel, the largest figure of that panel is the one, and a picture of the model sheet.
 */
export async function castFilm(document: string): Promise<void> {
  const film = JSON.parse(await readFile(document, 'utf8')) as WrittenFilm;
  for (const { figures = [] } of film.art) for (const figure of figures) delete figure.who;
  const sheets = new Map<string, object[]>();
  for (const shot of film.scenes.flatMap(({ shots }) => shots)) {
    const seen = new Set<string>();
    for (const line of shot.lines ?? []) {
      const heard = line.text.toLowerCase();
      const speaker = CAST.find(({ says }) => says.some((words) => heard.includes(words)));
      delete line.speaker;
      if (!speaker) continue;
      line.speaker = speaker.id;
      seen.add(speaker.id);
    }
    delete shot.cast;
    if (seen.size > 0) shot.cast = [...seen];
    const { picture } = shot;
    if (typeof picture !== 'object' || seen.size !== 1) continue;
    const art = film.art.find(({ id }) => id === picture.art);
    const [figure] = (art?.figures ?? [])
      .filter(({ panel }) => panel === picture.panel)
      .sort((one, other) => other.box[2] * other.box[3] - one.box[2] * one.box[3]);
    if (!art || !figure) continue;
    const [who] = seen;
    figure.who = who!;
    sheets.set(who!, [...(sheets.get(who!) ?? []), { file: art.file, box: figure.box }]);
  }
  film.cast = CAST.map(({ says: _, ...member }) => {
    const references = sheets.get(member.id);
    return { ...member, ...(references && { references }) };
  });
  await writeFile(document, `${JSON.stringify(film, null, 2)}\n`);
}
