import { readDownloadAnswer } from './download-answer';

const answer = (status: number, headers: Record<string, string> = {}) => ({ status, headers });

describe('readDownloadAnswer()', () => {
  it.each([
    ['the whole file', answer(200, { 'content-length': '100' }), 0, { kind: 'bytes', offset: 0 }],
    ['a shorter file', answer(200, { 'content-length': '99' }), 0, { kind: 'begin-again' }],
    ['a longer file', answer(200, { 'content-length': '101' }), 0, { kind: 'begin-again' }],
    ['a file without its length', answer(200), 0, { kind: 'bytes', offset: 0 }],
    ['the whole file instead of the rest', answer(200), 70, { kind: 'bytes', offset: 0 }],
    [
      'the rest',
      answer(206, { 'content-range': 'bytes 70-99/100' }),
      70,
      { kind: 'bytes', offset: 70 },
    ],
    [
      'another part than asked for',
      answer(206, { 'content-range': 'bytes 0-99/100' }),
      70,
      { kind: 'begin-again' },
    ],
    [
      'the rest of a file of another size',
      answer(206, { 'content-range': 'bytes 70-98/99' }),
      70,
      { kind: 'begin-again' },
    ],
    [
      'the rest of a file of unknown size',
      answer(206, { 'content-range': 'bytes 70-99/*' }),
      70,
      { kind: 'bytes', offset: 70 },
    ],
    ['a part without saying which', answer(206), 70, { kind: 'begin-again' }],
    ['that the range is beyond the file', answer(416), 70, { kind: 'begin-again' }],
    ['patience', answer(429, { 'retry-after': '3' }), 0, { kind: 'wait', retryAfterMs: 3_000 }],
    [
      'patience until a date',
      answer(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
      0,
      { kind: 'wait', retryAfterMs: null },
    ],
    [
      'patience for ever',
      answer(503, { 'retry-after': '1e9' }),
      0,
      { kind: 'wait', retryAfterMs: null },
    ],
    ['a fault of its own', answer(500), 0, { kind: 'wait', retryAfterMs: null }],
    ['no', answer(403), 0, { kind: 'refused' }],
    ['that there is no such file', answer(404), 0, { kind: 'gone' }],
  ])('reads %s', (_, given, offset, expected) => {
    expect(readDownloadAnswer(given, { offset, sizeBytes: 100 })).toEqual(expected);
  });
});
