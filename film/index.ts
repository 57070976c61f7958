// The contents page: what a program that makes films needs, in the order of the story.

export { CAMERA_MOVES, type CameraMove, type CameraMoveName } from './board/camera-move.ts';
export type { Scene, SceneId } from './board/scene.ts';
export {
  type Card,
  FRAMINGS,
  type Framing,
  type Shot,
  type ShotId,
  type ShotPicture,
} from './board/shot.ts';
export { BLENDS, type Blend, type Transition } from './board/transition.ts';
export type { CastId, CastMember } from './cast/character.ts';
export type { Location, LocationId } from './cast/location.ts';
export { artKindOf } from './comic/art-kind.ts';
export { type Page, type Panel, READING_DIRECTIONS, type ReadingDirection } from './comic/page.ts';
export { readPage } from './comic/read-page.ts';
export type { Clip } from './cut/clip.ts';
export { type Segment, segmentsOf } from './cut/segment.ts';
export { cutFilm, type Timeline } from './cut/timeline.ts';
export type { Track } from './cut/track.ts';
export type { TrackTransition } from './cut/track-transition.ts';
export { type Container, containerFor } from './delivery/container.ts';
export { frameSizeOf } from './delivery/frame-size.ts';
export {
  ASPECTS,
  type Aspect,
  CODECS,
  type Codec,
  type Preset,
  QUALITIES,
  type Quality,
  RESOLUTIONS,
  type Resolution,
} from './delivery/preset.ts';
export { checkFilm, type FoundArt } from './document/check-film.ts';
export type { Film, FilmArt } from './document/film-document.ts';
export { filmJsonSchema } from './document/film-file.ts';
export { type ParsedFilm, parseFilm, requireFilm } from './document/parse-film.ts';
export { printFilm } from './document/print-film.ts';
export { type Problem, problemText } from './document/problem.ts';
export { FILM_ERROR_CODES, FilmError, type FilmErrorCode } from './grammar/film-error.ts';
export { type Id, id } from './grammar/id.ts';
export type { Art, ArtId, ArtKind, MediaReference } from './media/art.ts';
export { type ContentHash, contentHash, type Hasher } from './media/content-hash.ts';
export type { Plane, Raster } from './media/raster.ts';
export { buildStage } from './motion/build-stage.ts';
export type { DisplayList, DrawnLayer, Grid } from './motion/display-list.ts';
export type { FigureFinder, FoundFigure } from './motion/figure.ts';
export type { Painter, Yuv420 } from './motion/painter.ts';
export type { Stage, StageLayer } from './motion/stage.ts';
export {
  type KnownArt,
  type ProductionPlan,
  planProduction,
} from './production/plan-production.ts';
export type { Step } from './production/step.ts';
export type { Store } from './production/store.ts';
export type { Box } from './space/box.ts';
export type { Point } from './space/point.ts';
export type { Polygon } from './space/polygon.ts';
export type { Size } from './space/size.ts';
export { DELIVERIES, type Delivery, type Line, type LineId } from './story/line.ts';
export { MOODS, type Mood } from './story/mood.ts';
export {
  FRAME_RATES,
  type FrameRate,
  fromSeconds,
  type Rational,
  rational,
  toSeconds,
} from './time/rational.ts';
export type { TimeRange } from './time/time-range.ts';
