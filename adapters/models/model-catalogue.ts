/** A file that a model is made of, where its publisher offers it. */
export interface PublishedFile {
  readonly url: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** Missing where nobody published it. */
  readonly bytes?: number;
}

/** A model that can be added by its name. */
export interface CatalogueModel {
  readonly name: string;
  /** An archive, and files that are put beside what is in it. */
  readonly archive: PublishedFile;
  readonly beside?: readonly PublishedFile[];
  /** Of weights and recordings, as their publishers state it. */
  readonly licence: string;
  readonly languages: readonly string[];
  /** For people: what it is, and how many voices it has. */
  readonly description: string;
}

const RELEASES = 'https://github.com/k2-fsa/sherpa-onnx/releases/download';

/**
 * Models that can be added by name. Each checksum is stated alike by at least three public projects that
 * use the file, looked up on 2026-11-26; the files themselves were not at hand. A model of which less is
 * known is not here and is added by `--url` and `--sha256`. Where a publisher puts another file in the
 * place of one of these, adding it fails and says so.
 */
export const MODEL_CATALOGUE: readonly CatalogueModel[] = [
  {
    name: 'kokoro',
    archive: {
      url: `${RELEASES}/tts-models/kokoro-multi-lang-v1_0.tar.bz2`,
      sha256: 'c5f7e2d2caf082bc1d20fb70334a61d99d20b484500aad32e7cf84c128ea3298',
      bytes: 349_906_910,
    },
    licence: 'Apache-2.0',
    languages: ['English', 'Spanish', 'French', 'Italian', 'Portuguese', 'Hindi', 'Chinese'],
    description: 'Kokoro 82M: over 40 voices, natural',
  },
  {
    name: 'kokoro-small',
    archive: {
      url: `${RELEASES}/tts-models/kokoro-int8-multi-lang-v1_0.tar.bz2`,
      sha256: '4c3052abaa60943a341f193888cf6abd68787dae6ab8ae5c925a706caa247e4e',
      bytes: 132_303_094,
    },
    licence: 'Apache-2.0',
    languages: ['English', 'Spanish', 'French', 'Italian', 'Portuguese', 'Hindi', 'Chinese'],
    description: 'the same in 8 bits: a third of the size, rougher',
  },
  {
    name: 'kitten',
    archive: {
      url: `${RELEASES}/tts-models/kitten-nano-en-v0_8-int8.tar.bz2`,
      sha256: '6fa5be852612ce761094ba74ee6123b4fc4acfefa79bf64dc63acae4a83af2fd',
      bytes: 31_220_690,
    },
    licence: 'Apache-2.0',
    languages: ['English'],
    description: 'Kitten nano 0.8: 8 voices, tiny and quick',
  },
  {
    name: 'piper-cori',
    archive: {
      url: `${RELEASES}/tts-models/vits-piper-en_GB-cori-medium.tar.bz2`,
      sha256: '49c9a5361bbdd95d7ca9687c4de11e5908481f65e7c7c368960df79949fdac2b',
      bytes: 67_257_412,
    },
    licence: 'public domain recordings (LibriVox)',
    languages: ['English'],
    description: 'Piper: a British woman',
  },
  {
    name: 'piper-libritts',
    archive: {
      url: `${RELEASES}/tts-models/vits-piper-en_US-libritts_r-medium-int8.tar.bz2`,
      sha256: '7e4552e239988f4896872822b56e99e0e9e00958164e3f6bdf5ee14391fbe829',
      bytes: 23_398_348,
    },
    licence: 'CC BY 4.0 (LibriTTS-R): name it in the credits',
    languages: ['English'],
    description: 'Piper: 904 voices, by number',
  },
  {
    name: 'piper-thorsten',
    archive: {
      url: `${RELEASES}/tts-models/vits-piper-de_DE-thorsten-medium.tar.bz2`,
      sha256: '50487d9c95fdf2191f31d2588569381063ba1591dcd4c7d4bdd30f12b2191714',
      bytes: 67_214_254,
    },
    licence: 'CC0 recordings',
    languages: ['German'],
    description: 'Piper: a man',
  },
  {
    name: 'piper-davefx',
    archive: {
      url: `${RELEASES}/tts-models/vits-piper-es_ES-davefx-medium.tar.bz2`,
      sha256: 'a3f6beb54a9cb893279f72978a22f807a4d9fc9c7848157b524d5cc7b7f58b22',
      bytes: 67_184_952,
    },
    licence: 'CC0 recordings',
    languages: ['Spanish'],
    description: 'Piper: a man from Spain',
  },
  {
    name: 'piper-siwis',
    archive: {
      url: `${RELEASES}/tts-models/vits-piper-fr_FR-siwis-medium.tar.bz2`,
      sha256: '375909aa30842b3a4efa10b1beb1d761af792960ae6873b4d53889f96c66195b',
      bytes: 67_207_459,
    },
    licence: 'CC BY 4.0 (SIWIS): name it in the credits',
    languages: ['French'],
    description: 'Piper: a woman',
  },
  {
    name: 'matcha',
    archive: {
      url: `${RELEASES}/tts-models/matcha-icefall-en_US-ljspeech.tar.bz2`,
      sha256: 'ea75702da7456a8b1874728278a835220dc8a26f4e8bd93c83bf53dc27679845',
      bytes: 76_741_121,
    },
    beside: [
      {
        url: `${RELEASES}/vocoder-models/vocos-22khz-univ.onnx`,
        sha256: '0574a135aa1db2de6e181050db2ec528496cacd4a4701fc5d7faf9f9804c0081',
        bytes: 53_884_024,
      },
    ],
    licence: 'Apache-2.0; public domain recordings (LJ Speech)',
    languages: ['English'],
    description: 'Matcha: a woman',
  },
  {
    name: 'pocket',
    archive: {
      url: `${RELEASES}/tts-models/sherpa-onnx-pocket-tts-int8-2026-01-26.tar.bz2`,
      sha256: '2f3b88823cbbb9bf0b2477ec8ae7b3fec417b3a87b6bb5f256dba66f2ad967cb',
    },
    licence: 'CC BY 4.0, and its export says: no commercial use',
    languages: ['English'],
    description: 'Pocket: speaks like a recording that you give it',
  },
];

/** A model of the catalogue by its name. */
export function catalogueModel(name: string): CatalogueModel | undefined {
  return MODEL_CATALOGUE.find((each) => each.name === name);
}
