import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelKind } from './model-kind.ts';

/** Somebody a model can speak as. */
export interface ModelSpeaker {
  /** After the slash of the voice's name. */
  readonly name: string;
  /** Which of the model's speakers, from 0. */
  readonly id: number;
  /** For people. */
  readonly description: string;
  /** In English; empty where nobody knows. */
  readonly languages: readonly string[];
  /** How the model has to be told the language, where it speaks several: `en-us`. */
  readonly code?: string;
  /** A recording that it speaks like. */
  readonly sample?: string;
}

interface ModelFacts {
  readonly name: string;
  readonly folder: string;
  readonly kind: ModelKind;
  /** File name of its network. */
  readonly network: string;
  readonly written: ReadonlyMap<string, string>;
}

/** Kokoro's speakers are called by language and gender: `af_heart`, `bm_george`. */
const KOKORO: Readonly<Record<string, readonly [language: string, code: string, said: string]>> = {
  a: ['English', 'en-us', 'American'],
  b: ['English', 'en-gb', 'British'],
  e: ['Spanish', 'es', 'Spanish'],
  f: ['French', 'fr', 'French'],
  h: ['Hindi', 'hi', 'Hindi'],
  i: ['Italian', 'it', 'Italian'],
  p: ['Portuguese', 'pt-br', 'Brazilian'],
  z: ['Chinese', 'zh', 'Chinese'],
};
/** Folders of recordings that a cloned voice may speak like. */
export const SAMPLES: readonly string[] = ['voices', 'test_wavs'];
const PIPER = /^[a-z]{2,3}_[A-Z]{2}-(.+)-(?:x_low|low|medium|high)\b/;

/** The largest models of many voices have about a thousand; what says more is damaged. */
const MOST_SPEAKERS = 10_000;

/** Everybody a model can speak as, in its own order. */
export async function speakersOf(model: ModelFacts): Promise<readonly ModelSpeaker[]> {
  if (model.kind === 'pocket') return clonedSpeakers(model);
  const { written, network, kind, name } = model;
  const languages = languagesOf(written);
  const names = (written.get('speaker_names') ?? '').split(',').filter((each) => each !== '');
  const stated = Math.max(1, Number.parseInt(written.get('n_speakers') ?? '1', 10) || 1);
  const count = Math.min(MOST_SPEAKERS, stated);
  if (names.length === 0 && count === 1) {
    const own = PIPER.exec(network)?.[1] ?? name;
    return [{ name: own, id: 0, description: `the voice of ${name}`, languages }];
  }
  return Array.from({ length: Math.max(count, names.length) }, (_, id): ModelSpeaker[] => {
    const called = names[id] ?? String(id);
    // The language is in the name of each, where there is one: `af` is the first Kokoro's mean voice.
    const [, tongue, gender] = /^([a-z])([fm])(?:_|$)/.exec(called) ?? [];
    const known = kind === 'kokoro' && tongue !== undefined ? KOKORO[tongue] : undefined;
    if (known) {
      const [language, code, said] = known;
      const description = `${gender === 'f' ? 'a woman' : 'a man'}, ${said}`;
      return [{ name: called, id, description, languages: [language], code }];
    }
    // Kokoro's Japanese leaves out every kanji: it would read nonsense.
    if (kind === 'kokoro' && tongue === 'j') return [];
    return [{ name: called, id, description: `speaker ${id + 1} of ${name}`, languages }];
  }).flat();
}

/** A voice for each recording that lies beside the model. */
async function clonedSpeakers({ folder, name }: ModelFacts): Promise<readonly ModelSpeaker[]> {
  const speakers: ModelSpeaker[] = [];
  for (const place of SAMPLES) {
    const files = await readdir(join(folder, place)).catch(() => []);
    for (const file of files.filter((each) => /\.(wav|flac|mp3|m4a|ogg)$/i.test(each)).sort()) {
      const called = file.replace(/\.[^.]+$/, '');
      if (speakers.some((each) => each.name === called)) continue;
      speakers.push({
        name: called,
        id: 0,
        description: `${name}, like ${place}/${file}`,
        languages: ['English'],
        sample: join(folder, place, file),
      });
    }
  }
  return speakers;
}

const TONGUES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** What a network says it speaks: as a code (`de`, `en-us`), or as words (`Chinese + English`). */
function languagesOf(written: ReadonlyMap<string, string>): readonly string[] {
  const stated = written.get('language') || written.get('voice') || '';
  const parts = stated.split(/[+,/&]/).map((each) => each.trim());
  const named = parts.flatMap((part) => {
    const code = /^[a-z]{2,3}(?=$|[-_])/.exec(part)?.[0];
    if (code === undefined) return /^\p{Lu}/u.test(part) ? [part.split(' ')[0]!] : [];
    if (['cmn', 'yue', 'zh'].includes(code)) return ['Chinese'];
    return TONGUES.of(code) ?? [];
  });
  return [...new Set(named)];
}
