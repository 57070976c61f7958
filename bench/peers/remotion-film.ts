import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version measured; its licence is its own, so it is installed beside the project, never in it. */
const VERSION = '4.0.529';

const COMPOSITION = `
import React from 'react';
import { AbsoluteFill, Composition, Easing, Img, Sequence, interpolate, registerRoot, staticFile, useCurrentFrame } from 'remotion';

function Shot({ name, length }) {
  const scale = interpolate(useCurrentFrame(), [8, length - 8], [1, 1.06], {
    extrapolateLeft: 'clamp', extrapolateRight: 'clamp', easing: Easing.inOut(Easing.cubic),
  });
  return <AbsoluteFill><Img src={staticFile(name)} style={{ width: '100%', height: '100%', objectFit: 'cover', transform: 'scale(' + scale + ')' }} /></AbsoluteFill>;
}
function Film({ names, length }) {
  return <AbsoluteFill>{names.map((name, index) => <Sequence key={name} from={index * length} durationInFrames={length}><Shot name={name} length={length} /></Sequence>)}</AbsoluteFill>;
}
registerRoot(() => <Composition id="film" component={Film} width={1280} height={720} fps={24} durationInFrames={FRAMES} defaultProps={{ names: NAMES, length: LENGTH }} />);
`;

const RENDER = `
import path from 'node:path';
import { bundle } from '@remotion/bundler';
import { renderMedia, selectComposition } from '@remotion/renderer';
const started = performance.now();
const serveUrl = await bundle({ entryPoint: path.resolve('film.jsx'), publicDir: path.resolve('public') });
const options = { serveUrl, id: 'film', browserExecutable: process.env.CHROMIUM, chromiumOptions: { gl: 'swangle' }, chromeMode: 'chrome-for-testing', logLevel: 'error' };
const composition = await selectComposition(options);
await renderMedia({ ...options, composition, codec: 'h264', crf: 20, x264Preset: 'veryfast', muted: true, concurrency: 2, outputLocation: 'out.mp4' });
process.stdout.write('SECONDS ' + (performance.now() - started) / 1000);
`;

/**
 * The film of the bench as Remotion makes it, with its own encoder settings at ours: 720p, veryfast,
 * crf 20. Bundling is counted, installing is not.
 *
 * @param folder an empty folder outside the project.
 * @returns seconds, or what is missing.
 */
export async function timeRemotion(
  folder: string,
  pictures: { readonly folder: string; readonly names: readonly string[] },
  length: number,
  chromium: string,
): Promise<number | { readonly missing: string }> {
  await mkdir(join(folder, 'public'), { recursive: true });
  for (const name of pictures.names) {
    await cp(join(pictures.folder, name), join(folder, 'public', name));
  }
  const film = COMPOSITION.replace('FRAMES', String(length * pictures.names.length))
    .replace('NAMES', JSON.stringify(pictures.names))
    .replace('LENGTH', String(length));
  await writeFile(join(folder, 'film.jsx'), film);
  await writeFile(join(folder, 'render.mjs'), RENDER);
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const packages = ['remotion', '@remotion/bundler', '@remotion/renderer'].map(
    (name) => `${name}@${VERSION}`,
  );
  try {
    await run(
      'npm',
      ['install', '--no-audit', '--no-fund', ...packages, 'react@19', 'react-dom@19'],
      {
        cwd: folder,
      },
    );
  } catch (error) {
    return { missing: `Remotion ${VERSION} could not be installed (${(error as Error).message})` };
  }
  const { stdout } = await run(process.execPath, ['render.mjs'], {
    cwd: folder,
    env: { ...process.env, CHROMIUM: chromium },
    maxBuffer: 2 ** 26,
  });
  const seconds = /SECONDS ([\d.]+)/.exec(stdout)?.[1];
  if (seconds === undefined)
    throw new Error(`Remotion ended without a film: ${stdout.slice(-400)}`);
  return Number(seconds);
}
