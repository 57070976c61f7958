// AssemblyScript. The layout of what `../kernel.ts` writes for the kernel: offsets in bytes, every
// field an i32. Keep in step with it.

// A level: one size of a raster as planes. Pointers are to pixel (0, 0); the padding lies before it.
export const LEVEL_SHIFT: usize = 0;
export const LEVEL_WIDTH: usize = 4;
export const LEVEL_HEIGHT: usize = 8;
export const LEVEL_STRIDE: usize = 12;
export const LEVEL_Y: usize = 16;
export const LEVEL_A: usize = 20;
export const LEVEL_CHROMA_WIDTH: usize = 24;
export const LEVEL_CHROMA_HEIGHT: usize = 28;
export const LEVEL_CHROMA_STRIDE: usize = 32;
export const LEVEL_U: usize = 36;
export const LEVEL_V: usize = 40;
export const LEVEL_CHROMA_A: usize = 44;

// A layer of the frame being painted.
export const LAYER_CORNERS: usize = 0;
/** Q15; 32767 is full. */
export const LAYER_OPACITY: usize = 4;
export const LAYER_KIND: usize = 8;
export const LAYER_WIDTH: usize = 12;
export const LAYER_HEIGHT: usize = 16;
export const LAYER_COVERAGE: usize = 20;
/** Q15: how much of the coarser level is mixed in; 0 = the finer alone. */
export const LAYER_COARSE_MIX: usize = 24;
export const LAYER_FINE: usize = 28;
export const LAYER_COARSE: usize = 32;
export const LAYER_SIZE: usize = 36;

/** Opaque and covering everything: coordinates beyond the raster take the colour of its edge. */
export const KIND_PLATE: i32 = 0;
/** Opaque inside the raster, nothing outside of it. */
export const KIND_CARD: i32 = 1;
/** With an alpha plane. */
export const KIND_CUT_OUT: i32 = 2;

/** Side of one square of the coverage map, as a shift: 8 pixels. */
export const COVERAGE_SHIFT: i32 = 3;
