/** How a model speaks: what its files are and what they are given. */
export type ModelKind = 'vits' | 'matcha' | 'kokoro' | 'kitten' | 'pocket';
