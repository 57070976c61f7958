import { type Layer, type Psd, writePsdBuffer } from 'ag-psd';
import sharp from 'sharp';

/** What the mouths of a made figure are drawn as, by their layers' names; the first one is seen. */
const MADE_MOUTHS: Readonly<Record<string, string>> = {
  rest: '<path d="M170 250Q200 258 230 250" stroke="#5A2026" stroke-width="5" stroke-linecap="round"/>',
  MBP: '<path d="M172 252H228" stroke="#5A2026" stroke-width="7" stroke-linecap="round"/>',
  AI: '<path d="M166 240Q200 232 234 240Q232 292 200 294Q168 292 166 240Z" fill="#5A1420" stroke="#3A1016" stroke-width="4"/><path d="M174 243Q200 237 226 243L222 254Q200 249 178 254Z" fill="#F4EEE2"/><path d="M180 281Q200 268 220 281Q212 292 200 292Q188 292 180 281Z" fill="#C4535C"/>',
  E: '<path d="M164 246Q200 236 236 246Q230 268 200 268Q170 268 164 246Z" fill="#5A1420" stroke="#3A1016" stroke-width="4"/><path d="M170 248Q200 241 230 248L226 258Q200 253 174 258Z" fill="#F4EEE2"/>',
  O: '<ellipse cx="200" cy="260" rx="19" ry="24" fill="#5A1420" stroke="#3A1016" stroke-width="4"/>',
  FV: '<path d="M170 250H230" stroke="#3A1016" stroke-width="4"/><path d="M178 251H222V260Q200 263 178 260Z" fill="#F4EEE2" stroke="#3A1016" stroke-width="3"/>',
};

const SIZE = { width: 400, height: 400 };

/**
 * A made figure in layers, its mouth drawn in a group: a PSD as an artist would save it, for tests.
 *
 * @param how.clear whether it has no ground, as character art
 * @param how.group what its mouth's group is called
 * @param how.owners whose mouths it has, each in a group of its own; nobody's where it is missing
 */
export async function makeFigure({
  clear = false,
  group = 'mouth',
  owners = [],
}: {
  readonly clear?: boolean;
  readonly group?: string;
  readonly owners?: readonly string[];
} = {}): Promise<Buffer> {
  const [seen = ''] = Object.keys(MADE_MOUTHS);
  const ground = '<rect width="400" height="400" fill="#7FA9C9"/>';
  const body =
    '<path d="M60 400Q80 320 200 320Q320 320 340 400Z" fill="#3D4E7A" stroke="#1B2036" stroke-width="5"/>';
  const head =
    '<ellipse cx="200" cy="190" rx="105" ry="130" fill="#EDC4A2" stroke="#3A2420" stroke-width="5"/><path d="M192 190Q182 222 202 224" stroke="#A8694E" stroke-width="4"/>';
  const eyes =
    '<ellipse cx="158" cy="165" rx="15" ry="18" fill="#fff" stroke="#3A2420" stroke-width="4"/><circle cx="160" cy="167" r="7" fill="#2A3A5A"/><ellipse cx="242" cy="165" rx="15" ry="18" fill="#fff" stroke="#3A2420" stroke-width="4"/><circle cx="244" cy="167" r="7" fill="#2A3A5A"/>';
  const hair =
    '<path d="M92 190Q80 40 200 40Q320 40 308 190Q290 110 200 108Q120 108 92 190Z" fill="#6A3A22" stroke="#2A1610" stroke-width="5"/><path d="M296 150Q312 230 224 262" stroke="#6A3A22" stroke-width="9" stroke-linecap="round"/>';
  const mouths = await Promise.all(
    Object.entries(MADE_MOUTHS).map(async ([name, drawing]) => ({
      ...(await layer(name, drawing)),
      hidden: name !== seen,
    })),
  );
  const mouth: Layer = { name: group, children: mouths };
  const parts = [
    ...(clear ? [] : [await layer('sky', ground)]),
    {
      name: 'figure',
      children: [
        await layer('body', body),
        await layer('head', head),
        await layer('eyes', eyes),
        ...(owners.length === 0 ? [mouth] : owners.map((name) => ({ name, children: [mouth] }))),
        await layer('hair', hair),
      ],
    },
  ];
  const whole = [clear ? '' : ground, body, head, eyes, MADE_MOUTHS[seen]!, hair].join('');
  const psd: Psd = { ...SIZE, imageData: await drawn(whole), children: parts };
  return writePsdBuffer(psd);
}

async function layer(name: string, drawing: string): Promise<Layer> {
  return { name, left: 0, top: 0, imageData: await drawn(drawing) };
}

async function drawn(inside: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" fill="none">${inside}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...SIZE, data: new Uint8ClampedArray(data) } as unknown as NonNullable<Psd['imageData']>;
}
