import * as fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { joined, refusalOf } from '../../test/file-form';
import { denseModel } from '../../test/sample-model';
import type { AssociatedFile, Model } from '../model';
import { readModel } from '../read-model';
import { writeModel } from '../write-model';
import { crc32 } from './crc32';

const text = (content: string) => new TextEncoder().encode(content);

const FILES: AssociatedFile[] = [
  { name: 'labels.txt', data: text('cat\ndog\n') },
  { name: 'größe/vocab.txt', data: text('a b c') },
  { name: 'empty', data: new Uint8Array(0) },
];

const packed = (associatedFiles = FILES): Model => ({ ...denseModel(), associatedFiles });

/** A model's file with an archive of somebody else's making behind it. */
const withArchive = (archive: Uint8Array) => joined(writeModel(denseModel()), archive);

const DEFLATED = zipSync({ 'labels.txt': text('cat\n'.repeat(10_000)) });
const STORED = zipSync({ a: [text('first'), { level: 0 }], b: [text('second'), { level: 0 }] });

describe('associated files', () => {
  it('come back as they were, byte for byte, wherever the constants stand', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 4 });
    const contents = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(names, contents, fc.constantFrom(0, Infinity), (list, data, outsideFromBytes) => {
        const files = list.map((name, index) => ({ name, data: data[index] ?? text('') }));
        const read = readModel(writeModel(packed(files), { outsideFromBytes }));
        expect(read.associatedFiles ?? []).toEqual(files);
        expect({ ...read, associatedFiles: [] }).toEqual({ ...denseModel(), associatedFiles: [] });
      }),
    );
  });

  it('can be unpacked by others from the whole file, stored and not compressed', () => {
    const file = writeModel(packed());
    expect(Object.entries(unzipSync(file)).map(([name, data]) => ({ name, data }))).toEqual(FILES);
    expect(Buffer.from(file).includes('cat\ndog\n')).toBe(true);
  });

  it('are no part of a model that has none', () => {
    expect(readModel(writeModel(denseModel()))).not.toHaveProperty('associatedFiles');
    expect(writeModel(packed([]))).toEqual(writeModel(denseModel()));
  });

  it('are read from archives whose offsets count from the archive’s start, and from compressed ones', () => {
    expect(readModel(withArchive(STORED)).associatedFiles).toEqual([
      { name: 'a', data: text('first') },
      { name: 'b', data: text('second') },
    ]);
    const [labels] = readModel(withArchive(DEFLATED)).associatedFiles ?? [];
    expect(Buffer.from(labels?.data ?? []).toString()).toBe('cat\n'.repeat(10_000));
  });

  it('are the same bytes for the same files', () => {
    expect(writeModel(packed())).toEqual(writeModel(packed()));
  });
});

describe('hostile archives', () => {
  const view = (bytes: Uint8Array) => new DataView(bytes.buffer);
  const at = (archive: Uint8Array, signature: string) =>
    Buffer.from(archive).lastIndexOf(signature);
  const ENTRY = 'PK\u0001\u0002';
  const END = 'PK\u0005\u0006';

  function spoilt(archive: Uint8Array, change: (view: DataView, archive: Uint8Array) => void) {
    const copy = archive.slice();
    change(view(copy), copy);
    return withArchive(copy);
  }

  it.each<[string, string, Uint8Array]>([
    [
      'members that the directory puts elsewhere',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 42, 7, true);
      }),
    ],
    [
      'members far outside',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 42, 0xffff_fff0, true);
      }),
    ],
    [
      'members inside others',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 42, 0, true);
      }),
    ],
    [
      'members longer than the archive',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 20, 5000, true);
        v.setUint32(at(a, ENTRY) + 24, 5000, true);
      }),
    ],
    [
      'a directory longer than the archive',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, END) + 12, 0x7fff_ffff, true);
      }),
    ],
    [
      'a directory of more entries than it has',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint16(at(a, END) + 8, 60_000, true);
        v.setUint16(at(a, END) + 10, 60_000, true);
      }),
    ],
    [
      'a directory of fewer entries than it has',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint16(at(a, END) + 8, 1, true);
        v.setUint16(at(a, END) + 10, 1, true);
      }),
    ],
    [
      'no directory where the end says',
      'MALFORMED',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, END) + 12, 40, true);
      }),
    ],
    [
      'an encrypted member',
      'UNSUPPORTED_FEATURE',
      spoilt(STORED, (v, a) => {
        v.setUint16(at(a, ENTRY) + 8, 1, true);
      }),
    ],
    [
      'a member of another compression',
      'UNSUPPORTED_FEATURE',
      spoilt(STORED, (v, a) => {
        v.setUint16(at(a, ENTRY) + 10, 93, true);
      }),
    ],
    [
      'the zip64 form',
      'UNSUPPORTED_FEATURE',
      spoilt(STORED, (v, a) => {
        v.setUint32(at(a, END) + 16, 0xffff_ffff, true);
      }),
    ],
    [
      'two members of one name',
      'MALFORMED',
      spoilt(STORED, (_, a) => {
        a[at(a, ENTRY) + 46] = 'a'.charCodeAt(0);
      }),
    ],
    [
      'content that does not fit its checksum',
      'MALFORMED',
      spoilt(STORED, (_, a) => {
        a[Buffer.from(a).indexOf('second')] = 0;
      }),
    ],
    [
      'a deflated member that is longer than it states',
      'MALFORMED',
      spoilt(DEFLATED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 24, 100, true);
      }),
    ],
    [
      'a deflated member that is shorter than it states',
      'MALFORMED',
      spoilt(DEFLATED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 24, 50_000, true);
      }),
    ],
    [
      'a deflated member that is no deflate stream',
      'MALFORMED',
      spoilt(DEFLATED, (_, a) => {
        a.fill(0xff, 40, 60);
      }),
    ],
    [
      'a bomb',
      'LIMIT_EXCEEDED',
      spoilt(DEFLATED, (v, a) => {
        v.setUint32(at(a, ENTRY) + 24, 0xfff0_0000, true);
      }),
    ],
  ])('%s: %s', (_, code, file) => {
    expect(refusalOf(file)?.code).toBe(code);
  });

  it('that are cut off are not taken for none', () => {
    for (const outsideFromBytes of [0, Infinity]) {
      const file = writeModel(packed(), { outsideFromBytes });
      for (let cut = 1; cut < 100; cut++) {
        expect(refusalOf(file.subarray(0, file.byteLength - cut))?.code).toBe('TRUNCATED');
      }
    }
  });

  it('are answered with a model or a typed error, whichever bit is wrong', () => {
    let refused = 0;
    for (let bit = 0; bit < STORED.byteLength * 8; bit++) {
      const archive = STORED.slice();
      archive[bit >> 3] = (archive[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (refusalOf(withArchive(archive))) refused++;
    }
    expect(refused).toBeGreaterThan(STORED.byteLength);
  });

  it('are not looked for inside the model', () => {
    const model = denseModel();
    model.metadata = [{ name: 'zip', buffer: { data: STORED } }];
    expect(readModel(writeModel(model))).toEqual(model);
  });
});

describe('crc32()', () => {
  it('gives the check value of the algorithm', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
  });
});
