import { describe, expect, it } from 'vitest';
import type { ShotId } from '../board/shot.ts';
import type { Likeness } from '../cast/likeness.ts';
import {
  continuityRows,
  type FrameMeasure,
  isFault,
  type ShotMeasure,
  verdictOf,
} from './continuity.ts';
import { continuityHtml } from './continuity-page.ts';

const BOX = { x: 10, y: 20, width: 100, height: 200 };

function likeness(score: number, more: Partial<Likeness> = {}): Likeness {
  return {
    likeness: score,
    same: score >= 0.5,
    falseAlarm: 0.02,
    falseMatch: 0.1,
    regions: { hair: 0.9, skin: null, clothing: 0.9, face: null, proportions: 0.9, whole: score },
    reference: 0,
    comparison: { kind: 'painted', agreed: 12, drift: {} },
    ...more,
  };
}

const look = (score: number, more: Partial<FrameMeasure> = {}): FrameMeasure => ({
  frame: 12,
  seen: 1,
  box: BOX,
  likeness: likeness(score),
  ...more,
});

function measure(more: Partial<ShotMeasure> = {}): ShotMeasure {
  return { shot: 'shot-1' as ShotId, member: 'mara', figures: [], extras: [], ...more };
}

describe('the verdict on one of the cast in a shot', () => {
  it('is on model where most of its frames are', () => {
    const verdict = verdictOf(measure({ figures: [[look(0.9), look(0.8), look(0.3)]] }));
    expect(verdict).toMatchObject({ finding: 'on-model', likeness: 0.8 });
    expect(isFault(verdict)).toBe(false);
  });

  it('names the region that strayed, and shows the worst frame', () => {
    const stray = likeness(0.3, {
      regions: { ...likeness(0.3).regions, hair: 0.34, whole: 0.9 },
    });
    const looks = [look(0.4), look(0.3, { frame: 30, likeness: stray })];
    const verdict = verdictOf(measure({ figures: [looks] }));
    expect(verdict).toMatchObject({
      finding: 'off-model',
      drifted: 'hair',
      evidence: { frame: 30 },
    });
    expect(isFault(verdict)).toBe(true);
  });

  it('says who stands there instead', () => {
    const other = { member: 'bram', likeness: likeness(0.9) };
    const looks = [look(0.2, { other }), look(0.2, { other }), look(0.2)];
    const verdict = verdictOf(measure({ figures: [looks] }));
    expect(verdict).toMatchObject({ finding: 'swapped', instead: 'bram' });
  });

  it('tells who is not there, who is there twice, and who is out of the frame', () => {
    expect(verdictOf(measure()).finding).toBe('missing');
    const extra = { frame: 3, box: BOX, likeness: likeness(0.9) };
    const twice = verdictOf(measure({ figures: [[look(0.9)]], extras: [extra] }));
    expect(twice).toMatchObject({ finding: 'extra', evidence: { frame: 3 } });
    const unseen = verdictOf(measure({ figures: [[{ frame: 1, seen: 0.1 }]] }));
    expect(unseen.finding).toBe('unseen');
    expect(isFault(unseen)).toBe(false);
  });

  it('speaks for the worst of its figures', () => {
    expect(verdictOf(measure({ figures: [[look(0.9)], [look(0.2)]] })).finding).toBe('off-model');
  });

  it('lets be what was accepted, until it gets worse', () => {
    const accepted = [{ member: 'mara', finding: 'off-model' as const, likeness: 0.3 }];
    const still = verdictOf(measure({ figures: [[look(0.29)]] }), accepted);
    expect(still.accepted).toBe(0.3);
    expect(isFault(still)).toBe(false);
    expect(isFault(verdictOf(measure({ figures: [[look(0.1)]] }), accepted))).toBe(true);
    const others = [{ member: 'bram', finding: 'off-model' as const, likeness: 0.3 }];
    expect(isFault(verdictOf(measure({ figures: [[look(0.29)]] }), others))).toBe(true);
    const other = { member: 'bram', likeness: likeness(0.9) };
    const swapped = measure({ figures: [[look(0.35, { other })]] });
    expect(isFault(verdictOf(swapped, accepted))).toBe(true);
  });
});

const shot = (id: string) => ({ id: id as ShotId });
const SCENES = [
  { id: 'one', title: 'One', shots: [shot('shot-1'), shot('shot-2')] },
  { id: 'two', title: 'Two', shots: [shot('shot-3')] },
];
const VERDICTS = [
  verdictOf(measure({ figures: [[look(0.9)]] })),
  verdictOf(measure({ shot: 'shot-2' as ShotId, figures: [[look(0.8)]] })),
  verdictOf(measure({ shot: 'shot-3' as ShotId, member: 'bram', figures: [[look(0.2)]] })),
];

it('a report has a row for each of the cast, the worst first, and a cell for each scene', () => {
  const rows = continuityRows(VERDICTS, SCENES);
  expect(rows.map(({ member }) => member)).toEqual(['bram', 'mara']);
  expect(rows[1]!.cells.map(({ scene, verdicts }) => [scene, verdicts.length])).toEqual([
    ['one', 2],
  ]);
  expect(rows[1]!.cells[0]!.verdicts[0]!.shot).toBe('shot-2');
});

it('the page shows what is off-model, and no text of the film as markup', () => {
  const html = continuityHtml({
    title: '<Ink> & "paper"',
    rate: 24,
    scenes: SCENES,
    rows: continuityRows(VERDICTS, SCENES),
    cast: new Map([['bram', { name: 'Bram <b>', sheet: ['data:image/jpeg;base64,AA'] }]]),
  });
  expect(html).toContain('&lt;Ink&gt; &amp; &quot;paper&quot;');
  expect(html).toContain('Bram &lt;b&gt;');
  expect(html).toContain('1 shot to look at');
  expect(html.match(/<details class="off-model" open>/g)).toHaveLength(1);
});
