import { ZOO } from '@flotilla/testing';
import { answerRequest } from '../answer-request';
import type { Figure } from '../judge.mjs';
import { align } from '../table.mjs';
import { type FoundMix, heldOutDb, shareOfFloat16 } from './found-mix';
import { findMix } from './find-mix';

// `node tools/run-ts.cjs main.ts REQUEST RESULTS`: the request as JSON, and the file to write figures, text and mixes to.

interface Request {
  /** Names, divided by commas; all of them by default. */
  readonly models?: string;
  /** In dB. */
  readonly snr: string;
}

/** As much in integers as the second mix of each model is to have. */
const MOSTLY_INTEGER = 0.8;

const MOST_SECONDS = 180;

async function run({ models, snr }: Request): Promise<object> {
  const wanted = models?.split(',');
  const chosen = ZOO.filter(({ name }) => wanted?.includes(name) ?? true);
  const minSnrDb = Number(snr);
  if (chosen.length === 0 || !Number.isFinite(minSnrDb))
    throw new Error(`Nothing can be measured of --models ${models ?? ''} --snr ${snr}`);
  const smallest: FoundMix[] = [];
  const inIntegers: FoundMix[] = [];
  for (const zooModel of chosen) {
    console.error(zooModel.name);
    smallest.push(await findMix(zooModel, minSnrDb, 0));
    inIntegers.push(await findMix(zooModel, minSnrDb, MOSTLY_INTEGER));
  }
  return {
    figures: [...figuresOf(smallest, minSnrDb), longest([...smallest, ...inIntegers])],
    text: [textOf(smallest), textOf(inIntegers)].join('\n\n'),
    details: { mixes: [...smallest, ...inIntegers] },
  };
}

function figuresOf(mixes: readonly FoundMix[], minSnrDb: number): Figure[] {
  const shares = mixes.map((mix) => 100 * shareOfFloat16(mix)).sort((one, two) => one - two);
  return [
    {
      name: 'least SNR of any output',
      unit: 'dB',
      values: [Math.min(...mixes.flatMap(heldOutDb))],
      atLeast: minSnrDb,
    },
    { name: 'file of float16’s, largest', unit: '%', values: shares.slice(-1), atMost: 90 },
    { name: 'file of float16’s, median', unit: '%', values: shares, atMost: 65 },
  ];
}

function longest(mixes: readonly FoundMix[]): Figure {
  const seconds = Math.max(...mixes.map((mix) => mix.seconds));
  return { name: 'longest command', unit: 's', values: [seconds], atMost: MOST_SECONDS };
}

function textOf(mixes: readonly FoundMix[]): string {
  const head = [
    'model',
    'reached',
    'dB held out',
    'dB other scenes',
    'kB',
    'of float16',
    'in integers',
    's',
  ];
  const rows = mixes.map((mix) => [
    mix.model,
    mix.target.reached ? 'yes' : 'no',
    decibelsText(heldOutDb(mix)),
    decibelsText(mix.otherScenesDb),
    (mix.target.sizeBytes / 1000).toFixed(0),
    `${(100 * shareOfFloat16(mix)).toFixed(1)} %`,
    `${(100 * (mix.target.integerShare ?? 0)).toFixed(0)} %`,
    mix.seconds.toFixed(0),
  ]);
  const share = mixes[0]?.minInteger ?? 0;
  const title = share === 0 ? 'smallest' : `at least ${100 * share} % of multiply-adds in integers`;
  return [title, ...align([head, ...rows])].join('\n');
}

function decibelsText(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1)).join(' ');
}

answerRequest((request) => run(JSON.parse(request) as Request));
