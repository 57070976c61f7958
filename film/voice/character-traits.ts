import type { CastMember } from '../cast/character.ts';
import type { Age, BodySize, Gender, Temper, VoiceTraits } from './built-in-voices.ts';

/** What is known of how somebody sounds; what nothing tells is missing. */
export type KnownTraits = Partial<VoiceTraits>;

type Words<Trait extends string> = Readonly<Partial<Record<Trait, string>>>;

const AGE_WORDS: Words<Age> = {
  child:
    'child children kid boy girl baby toddler infant schoolboy schoolgirl kitten puppy cub chick imp fairy sprite pixie',
  young:
    'young youth teen teenage teenager adolescent student apprentice pupil squire maiden lad lass prince princess cadet rookie',
  grown:
    'adult grown middle-aged woman man mother father captain doctor teacher king queen knight soldier officer professor detective sheriff',
  old: 'old elder elderly aged ancient grandmother grandfather grandma grandpa granny crone hag wizened veteran wizard sage hermit retired grey-haired white-haired',
};
const GENDER_WORDS: Words<Gender> = {
  female:
    'woman women girl lady mother mom mum sister queen princess witch aunt grandmother grandma granny daughter wife female maiden lass heroine countess duchess priestess nun goddess actress waitress schoolgirl sorceress crone hag mrs miss ms madam mermaid widow bride hen cow mare',
  male: 'man men boy lord father dad brother king prince wizard uncle grandfather grandpa son husband male lad hero count duke priest monk god actor waiter schoolboy sorcerer knight mr sir gentleman guy fellow widower groom rooster bull stallion',
  neither: 'robot machine android computer droid automaton golem creature thing it',
};
const PRONOUNS: Words<Gender> = {
  female: 'she her hers herself',
  male: 'he him his himself',
  neither: 'its',
};
const SIZE_WORDS: Words<BodySize> = {
  small:
    'small little tiny short thin slight petite mouse cat kitten bird fairy goblin imp sprite gnome rat rabbit squirrel frog insect pixie elf dwarf',
  large:
    'big huge giant tall broad massive burly ogre troll bear dragon hulking fat heavy enormous towering stout muscular monster golem elephant whale',
};
const TEMPER_WORDS: Words<Temper> = {
  bright:
    'cheerful lively bold eager merry excitable energetic curious bright happy playful funny brave adventurous quick witty impulsive',
  calm: 'calm wise patient quiet serious thoughtful steady noble sensible reserved',
  gentle: 'gentle kind soft shy warm sad timid tender sweet loving dreamy melancholy',
  gruff:
    'gruff angry grumpy fierce rough stern pirate villain bully bandit rude loud drunk warrior brute sailor goblin grim',
  cold: 'cold cruel robot machine android computer alien ghost evil sinister vampire demon droid spirit undead',
};

/** First names that are known, and what the rest of them often ends with. */
const FEMALE_NAMES = new Set(
  (
    'alice agnes anne ann beatrice carmen charlotte chloe claire edith eleanor elizabeth emily esther eve ' +
    'florence grace hazel helen ingrid iris isabel ivy jane jean jill joan joy judith june karen kate ' +
    'lily lucy mabel margaret marion mary maud mei miriam molly nell pearl penelope phoebe rachel rose ' +
    'ruby ruth sarah susan violet zoe yuki sakura saffron shichimi coriander'
  ).split(' '),
);
const MALE_NAMES = new Set(
  (
    'joshua luca nikita ezra elijah andrea noah sasha mika jonah micah ' +
    'adam albert alexander andrew anthony arthur ben boris charles daniel david edward felix frank fred george ' +
    'hans harry henry hugo isaac ivan jack jacob james jim john joseph karl leo lewis louis martin max ' +
    'michael nicholas oliver oscar otto paul peter philip ralph richard robert roger samuel simon theodore ' +
    'thomas tom victor walter will william kenji hiro akira ken'
  ).split(' '),
);
const FEMALE_ENDING = /(a|ah|elle|ette|ine|issa|lyn|ie)$/;

/**
 * What the name and the description of a character tell about their voice. English words; what is said
 * of the character counts more than pronouns, which may mean another.
 */
export function traitsOf({ name, description }: CastMember): KnownTraits {
  const words = wordsOf(`${name} ${description}`);
  const age = ageInYears(description) ?? mostOf(AGE_WORDS, words);
  const gender = genderOf(name, words);
  const size = mostOf(SIZE_WORDS, words);
  const temper = mostOf(TEMPER_WORDS, words);
  return {
    ...(age ? { age } : {}),
    ...(gender ? { gender } : {}),
    ...(size ? { size } : {}),
    ...(temper ? { temper } : {}),
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}]+(?:-[\p{L}]+)*/gu) ?? [];
}

function ageInYears(description: string): Age | undefined {
  const found = /\b(\d{1,3})(?:[ -]years?(?:[ -]olds?)?|\s*y\.?o\.?)\b|\baged? (\d{1,3})\b/i.exec(
    description,
  );
  if (!found) return undefined;
  const years = Number(found[1] ?? found[2]);
  return years < 13 ? 'child' : years < 25 ? 'young' : years < 62 ? 'grown' : 'old';
}

function genderOf(name: string, words: readonly string[]): Gender | undefined {
  const score = new Map<Gender, number>();
  const add = (gender: Gender, weight: number) =>
    score.set(gender, (score.get(gender) ?? 0) + weight);
  for (const word of words) {
    for (const gender of ['female', 'male', 'neither'] as const) {
      if (isIn(GENDER_WORDS[gender], word)) add(gender, word === 'it' ? 0.5 : 2);
      if (isIn(PRONOUNS[gender], word)) add(gender, 1);
    }
  }
  const first = wordsOf(name)[0] ?? '';
  if (FEMALE_NAMES.has(first)) add('female', 1.5);
  else if (MALE_NAMES.has(first)) add('male', 1.5);
  else if (first.length > 2 && FEMALE_ENDING.test(first)) add('female', 0.75);
  return most(score);
}

function mostOf<Trait extends string>(
  lists: Words<Trait>,
  words: readonly string[],
): Trait | undefined {
  const score = new Map<Trait, number>();
  for (const trait of Object.keys(lists) as Trait[]) {
    const count = words.filter((word) => isIn(lists[trait], word)).length;
    // Whoever is old is a man or a woman as well.
    if (count > 0) score.set(trait, trait === 'grown' ? count / 10 : count);
  }
  return most(score);
}

/** The one with the most; of equals, the first that was named. */
function most<Trait>(score: ReadonlyMap<Trait, number>): Trait | undefined {
  return [...score].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function isIn(list: string | undefined, word: string): boolean {
  return list !== undefined && ` ${list} `.includes(` ${word} `);
}
