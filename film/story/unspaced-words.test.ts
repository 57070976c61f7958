import { describe, expect, it } from 'vitest';
import { hanStyleOf } from './han-style.ts';
import { isUnspaced, unspacedParts } from './unspaced-words.ts';

describe('unspacedParts', () => {
  it('ends where words end, with the endings and marks that belong to them', () => {
    expect(unspacedParts('「昨日の夜、光を見た」')).toEqual(['「昨日の', '夜、', '光を', '見た」']);
    expect(unspacedParts('你听见了吗？我们的船')).toEqual(['你', '听见了吗？', '我们的', '船']);
  });

  it('begins no part with what may not begin a line, ends none with what may not end one', () => {
    const texts = [
      '「ちょっと待って！」と、キャプテン・ジョーは（大声で）言った……。',
      '他说：“快走吧！”——然后就不见了（真奇怪）。',
      'เมื่อคืนนี้เด็กๆ เห็นแสงประหลาดริมแม่น้ำ',
    ];
    for (const text of texts) {
      const parts = unspacedParts(text);
      expect(parts.join('')).toBe(text);
      expect(parts.length).toBeGreaterThan(2);
      for (const part of parts) {
        expect(part).not.toMatch(
          /^[、。，！？）」』”ー…っゃゅょッャュョ\u0e30-\u0e3a\u0e45-\u0e4e]/u,
        );
        expect(part).not.toMatch(/[（「『“]$/u);
      }
    }
  });

  it('knows what is written so', () => {
    expect(['夜', 'ไหม', 'ー。', '바다', 'night', '٣'].map(isUnspaced)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('hanStyleOf', () => {
  it('is told by what else is written in the film', () => {
    expect(hanStyleOf(['危険', 'すぐ行く'])).toBe('japanese');
    expect(hanStyleOf(['漢字', '바다의 노래가 들리니'])).toBe('korean');
    expect(hanStyleOf(['我们来了'])).toBe('chinese');
    expect(hanStyleOf(['我們來了'])).toBe('traditional-chinese');
    expect(hanStyleOf(['Sea', 'море'])).toBeUndefined();
  });
});
