// AssemblyScript. The cell that is being painted.

/** Source coordinates of the cell's corners, 16.16: top left, top right, bottom left, bottom right. */
export let tlx: i32 = 0;
export let tly: i32 = 0;
export let trx: i32 = 0;
export let try_: i32 = 0;
export let blx: i32 = 0;
export let bly: i32 = 0;
export let brx: i32 = 0;
export let bry: i32 = 0;

// @ts-ignore: decorator
@inline
export function takeCorners(upper: usize, lower: usize): void {
  tlx = load<i32>(upper);
  tly = load<i32>(upper, 4);
  trx = load<i32>(upper, 8);
  try_ = load<i32>(upper, 12);
  blx = load<i32>(lower);
  bly = load<i32>(lower, 4);
  brx = load<i32>(lower, 8);
  bry = load<i32>(lower, 12);
}
