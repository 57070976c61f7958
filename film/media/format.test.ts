import { describe, expect, it } from 'vitest';
import { formatOf, isText } from './format.ts';

function bytes(latin: string): Uint8Array {
  return Uint8Array.from(latin, (letter) => letter.charCodeAt(0));
}

describe('formatOf', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['RIFF\0\0\0\0WAVEfmt ', undefined],
    ['\0\0\0\x18ftypmif1\0\0\0\0avifmif1', 'avif'],
    ['\0\0\0\x18ftypisom\0\0\0\0isommp42', undefined],
    ['8BPS\0\x01', 'psd'],
    ['PK\x03\x04', 'zip'],
    ['\r\n%PDF-1.7', 'pdf'],
    ['Hello', undefined],
    ['', undefined],
  ])('knows %j', (head, format) => {
    expect(formatOf(bytes(head))).toBe(format);
  });

  it('tells text from other bytes', () => {
    expect(isText(bytes('Dear reader,\n'))).toBe(true);
    expect(isText(bytes('\0\x01'))).toBe(false);
    expect(isText(bytes(''))).toBe(false);
  });
});
