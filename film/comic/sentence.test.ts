import { describe, expect, it } from 'vitest';
import type { Balloon, LetteredLine } from './balloon.ts';
import type { Lexicon } from './lexicon.ts';
import { sentenceOf } from './sentence.ts';
import { namesIn } from './sentence-case.ts';
import { wordBalloons } from './word-balloons.ts';

const COMMON =
  'a again all and are at back been before better but come could cross do for from get give go has have ' +
  'he health help her him his how i in is it know known like me must my never no of oh on out over ' +
  'perhaps please prize quarrel right see she sick so something take that the there they this time to too ' +
  'trying us was wait we well what when where will with wonderful work would you your young strange ' +
  'happening finished miracle king thing breeding attack ridicule two bird creature fault bigger';
const RARER = 'miraculous fantastic carrot vulture jacks potion canary zombie meter posh bats fool';

const words = new Set([...COMMON.split(' '), ...RARER.split(' ')]);
const common = new Set(COMMON.split(' '));
const lexicon: Lexicon = { has: (word) => words.has(word), isCommon: (word) => common.has(word) };

function line(text: string, confidence = 1): LetteredLine {
  const box = { x: 0, y: 0, width: 10 * Math.max(1, text.length), height: 20 };
  return { text, confidence, box, outline: [], words: [] };
}

function said(lines: readonly string[], names: readonly string[] = []): string {
  return sentenceOf(
    lines.map((text) => line(text)),
    { lexicon, names: new Set(names) },
  ).text;
}

describe('sentenceOf', () => {
  it('undoes the hyphens that only break a line', () => {
    expect(said(['What a won-', 'derful', 'potion'])).toBe('What a wonderful potion');
    expect(said(['WHAT A WON -', 'DERFUL POTION'])).toBe('What a wonderful potion');
  });

  it('keeps the hyphens of compounds, of spelt syllables and of stammers', () => {
    expect(said(['a well-', 'known king'])).toBe('a well-known king');
    expect(said(['this mi-ra-', 'cu-lous potion!'])).toBe('this mi-ra-cu-lous potion!');
    expect(said(['Fan-tas-', 'tic !'])).toBe('Fan-tas-tic !');
    expect(said(['B-', 'but what is it?'])).toBe('B-but what is it?');
    expect(said(['posh-zombie-', 'canary!'])).toBe('posh-zombie-canary!');
    expect(said(['YOU -YOU FOOL!'])).toBe('You-you fool!');
  });

  it('turns capitals to sentence case and keeps "I" and names', () => {
    const texts = ["I'M SICK OF IT, NISSA!", 'NISSA WILL NEVER KNOW. SO I MUST GO...'];
    const names = namesIn(texts, lexicon);
    expect(names).toEqual(new Set(['nissa']));
    expect(said(texts, [...names])).toBe(
      "I'm sick of it, Nissa! Nissa will never know. So I must go...",
    );
    expect(said(['WAIT, DR. JACOBY. WE MUST GO!'])).toBe('Wait, Dr. Jacoby. We must go!');
  });

  it('knows a name that is a word too by a comma before it, or by its capital in mixed lettering', () => {
    expect(namesIn(['PLEASE, CARROT!'], lexicon)).toEqual(new Set(['carrot']));
    expect(namesIn(['It was the Carrot. Wait, King!'], lexicon)).toEqual(
      new Set(['carrot', 'king']),
    );
    expect(namesIn(['Please wait. You must go, right?'], lexicon)).toEqual(new Set());
    expect(said(['COME BACK, CARROT!'], ['carrot'])).toBe('Come back, Carrot!');
  });

  it('leaves mixed lettering as it is', () => {
    expect(said(['... potion of', 'Komona !'])).toBe('... potion of Komona !');
    expect(said(['wait... What', 'is THAT ?!'])).toBe('wait... What is THAT ?!');
  });

  it('takes a full stop for a comma where the sentence goes on in lower case', () => {
    expect(said(['The king is sick. please', 'come.'])).toBe('The king is sick, please come.');
    expect(said(['The king is sick.', 'Please come.'])).toBe('The king is sick. Please come.');
    expect(said(['Health, work, etc. for you.'])).toBe('Health, work, etc. for you.');
    expect(said(['The king is sick... so sick.'])).toBe('The king is sick... so sick.');
    expect(said(['so sick. what now'])).toBe('so sick. what now');
  });

  it('keeps dots and marks, and goes on in lower case after dots', () => {
    expect(said(['... IT IS HIM ?!'])).toBe('...  it is him?!'.replace('  ', ' '));
    expect(said(['WAIT. . . WHAT', 'IS IT!?'])).toBe('Wait... what is it!?');
    expect(said(['a king ?...', '...so young ?!'])).toBe('a king ?... ...so young ?!');
    expect(said(['so it is…'])).toBe('so it is…');
  });

  it('mends spaces that were lost or invented', () => {
    expect(said(['I must go tothe king'])).toBe('I must go to the king');
    expect(said(['ALL WORKBEFORE'])).toBe('All work before');
    expect(said(["I'M SICKOF YOUR"])).toBe("I'm sick of your");
    expect(said(['ITISOVER,COME'])).toBe('It is over, come');
    expect(said(['A WONDER FUL KING'])).toBe('A wonderful king');
    expect(said(["IT ' S HIM"])).not.toContain(' s ');
  });

  it('does not take names apart', () => {
    expect(said(['GO BACK, JACKSON'])).toBe('Go back, Jackson');
    expect(said(['WITH HERMAN'])).toBe('With Herman');
    expect(said(['of Chaosah'])).toBe('of Chaosah');
  });

  it('takes leaning strokes and a lost "I" for the exclamation marks they are', () => {
    expect(said(['TAKE IT, NISSA/ IT IS', 'FINISHED/COME'], ['nissa'])).toBe(
      'Take it, Nissa! It is finished! Come',
    );
    expect(said(['HOW STRANGEI'])).toBe('How strange!');
    expect(said(["IT IS MY FAULTI I'VE KNOWN IT"])).toBe("It is my fault! I've known it");
    expect(said(['THERE I THAT IS ALL'])).toBe('There! That is all');
    expect(said(['WHEN I KNOW WHAT AM I'])).toBe('When I know what am I');
    expect(said(['You and/or me'])).toBe('You and/or me');
    expect(said(['COME BACK I H-E-L-P!'])).toBe('Come back! H-e-l-p!');
    expect(said(['HELP MEI PERHAPS'])).toBe('Help me! Perhaps');
    expect(said(['IT WAS TOXI'])).toBe('It was Toxi');
    expect(said(["TAKE' IT BACK"])).toBe('Take it back');
  });

  it('mends signs that cannot be meant, and puts no word in place of another, which may be a name', () => {
    expect(said(['l know, l must'])).toBe('I know, I must');
    expect(said(["so you'il gat it"])).toBe("so you'll gat it");
    expect(said(['you hove better'])).toBe('you hove better');
    expect(said(["I'O BETTER GO"])).toBe("I'd better go");
    expect(said(['Y0U D0 KNOW'])).toBe('You do know');
    expect(said(['WHAT IS HAPENING'])).toBe('What is Hapening');
    expect(said(['1 KNOW 2 BATS'])).toBe('I know 2 bats');
    expect(said(['ROOM 1 WAS EMPTY'])).toMatch(/^Room 1 was/);
    expect(said(['IT WAS BOTS'])).toBe('It was Bots');
  });

  it('joins lines of scripts without spaces as they are', () => {
    expect(said(['どうし', 'たの？'])).toBe('どうしたの?');
  });

  it('trusts a text less for lines that could not be read and words that nobody knows', () => {
    const wording = { lexicon, names: new Set<string>() };
    const whole = sentenceOf([line('HELP ME', 0.9), line('PLEASE', 0.9)], wording).confidence;
    expect(whole).toBeCloseTo(0.9);
    const unread = { ...line('', 0.3), box: { x: 0, y: 0, width: 70, height: 20 } };
    expect(sentenceOf([line('HELP ME', 0.9), unread], wording).confidence).toBeCloseTo(0.45);
    expect(sentenceOf([line('HELP ME', 0.9), line('XQZT', 0.9)], wording).confidence).toBeLessThan(
      0.8,
    );
    expect(sentenceOf([], wording)).toEqual({ text: '', confidence: 0 });
  });
});

describe('wordBalloons', () => {
  const balloon = (...lines: readonly string[]): Balloon => ({
    box: { x: 0, y: 0, width: 100, height: 100 },
    outline: [],
    kind: 'speech',
    text: lines.join(' '),
    confidence: 0.5,
    lines: lines.map((text) => line(text)),
  });

  it('measures how high letters stand, in rows and in columns', () => {
    const column = { ...line('どうしたの'), box: { x: 0, y: 0, width: 18, height: 90 } };
    const pages = [[balloon('IT WAS', 'CARROT')], [{ ...balloon(), lines: [column] }, balloon()]];
    const letters = wordBalloons(pages, lexicon).map((page) => page.map((each) => each.letters));
    expect(letters).toEqual([[20], [18, undefined]]);
  });

  it('knows a name on one page from another', () => {
    const pages = [[balloon('IT WAS', 'CARROT')], [balloon('PLEASE WAIT,', 'CARROT!')]];
    const texts = wordBalloons(pages, lexicon).map((page) => page.map(({ text }) => text));
    expect(texts).toEqual([['It was Carrot'], ['Please wait, Carrot!']]);
  });

  it('mends no words of another language', () => {
    const pages = [[balloon('NE DONT PARLE', 'PAS AUX ETRAN-', 'GERS, MON AMI!')]];
    expect(wordBalloons(pages, lexicon)[0]![0]!.text).toBe(
      'Ne dont parle pas aux etrangers, mon ami!',
    );
  });
});
