// The contents page: what a program that makes films needs, in the order of the story.

// What can go wrong, and how things are named.

export { FILM_ERROR_CODES, FilmError, type FilmErrorCode } from './grammar/film-error.ts';
export { type Id, id } from './grammar/id.ts';

// Time, counted and never guessed.

export {
  FRAME_RATES,
  type FrameRate,
  fromSeconds,
  type Rational,
  rational,
  toSeconds,
} from './time/rational.ts';
export type { TimeRange } from './time/time-range.ts';

// Space: where on a picture.

export type { Box } from './space/box.ts';
export type { Point } from './space/point.ts';
export type { Polygon } from './space/polygon.ts';
export type { Size } from './space/size.ts';

// Media: art, known by its content.

export type { Art, ArtId, ArtKind, MediaReference } from './media/art.ts';
export { type ContentHash, contentHash, type Hasher } from './media/content-hash.ts';
export type { Plane, Raster } from './media/raster.ts';
export { type ShotTone, toneOf } from './media/shot-tone.ts';

// Comic: pages, panels and balloons, and the order they are read in.

export { artKindOf } from './comic/art-kind.ts';

export {
  BALLOON_KINDS,
  type Balloon,
  type BalloonKind,
  type LetteredLine,
  type LetteredWord,
  type ProposedSpeaker,
} from './comic/balloon.ts';

export {
  type CleanPlate,
  cleanPlate,
  type PlateWish,
  platePieces,
  TAKEN_OFF,
} from './comic/clean-plate.ts';

export { type Page, type Panel, READING_DIRECTIONS, type ReadingDirection } from './comic/page.ts';
export { layPiece, type PlatePiece } from './comic/plate-piece.ts';
export { PLATE_FLOOR } from './comic/plate-trust.ts';
export { type BalloonReading, readBalloons } from './comic/read-balloons.ts';
export { readPage } from './comic/read-page.ts';
export type { Reader } from './comic/reader.ts';

// Story: what is said, and in which mood.

export { HAN_STYLES, type HanStyle, hanStyleOf } from './story/han-style.ts';
export { DELIVERIES, type Delivery, type Line, type LineId } from './story/line.ts';
export { MOODS, type Mood } from './story/mood.ts';

// Cast: who comes back.

export {
  applyCast,
  type BoundReference,
  type CastNeeds,
  type CastOffer,
} from './cast/apply-cast.ts';
export type { CastFigure } from './cast/cast-figure.ts';
export type { CastId, CastMember, CastReference } from './cast/character.ts';
export { divideSheet, drawnOnGround } from './cast/divide-sheet.ts';
export { type FigureLook, lookAtFigure } from './cast/figure-look.ts';
export {
  type Fingerprint,
  fingerprintHash,
  fingerprintOf,
  fingerprintText,
  parseFingerprint,
} from './cast/fingerprint.ts';
export { groupFigures } from './cast/group-figures.ts';
export type { IdentityNetwork } from './cast/identity.ts';
export { type Likeness, measureLikeness } from './cast/likeness.ts';
export type { LivingFinder, SeenLiving } from './cast/living.ts';
export type { Location, LocationId } from './cast/location.ts';
export { type Portrayal, portrayalOf } from './cast/portrayal.ts';
export { type FigureToCast, type ProposedCast, proposeCast } from './cast/propose-cast.ts';
export type { Sighting } from './cast/sighting.ts';
export { type MadeShot, staleShots } from './cast/stale-shots.ts';
export { likenessOf, type Traits, traitsOf } from './cast/traits.ts';

// Board: scenes of shots, proposed and drawn.

export { animaticHtml } from './board/animatic.ts';
export type { BalloonCue } from './board/balloon-cue.ts';
export type { BoardCell } from './board/board-cell.ts';
export { CAMERA_MOVES, type CameraMove, type CameraMoveName } from './board/camera-move.ts';
export { castScenes } from './board/cast-scenes.ts';
export { LIFE_DEFAULT, type Life } from './board/life.ts';
export type { MouthPin } from './board/mouth-pin.ts';
export { type ArtToBoard, type BoardInput, proposeScenes } from './board/propose-scenes.ts';
export { proposeWeather, type WeatherEvidence } from './board/propose-weather.ts';
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
export { WEATHER_KINDS, type Weather, type WeatherKind } from './board/weather.ts';

// Voice: who speaks, and what is heard when.

export { BUILT_IN_VOICES, type BuiltInVoice } from './voice/built-in-voices.ts';
export { type ChosenVoice, castVoices } from './voice/cast-voices.ts';
export { isModelVoice, type ModelVoice } from './voice/model-voice.ts';
export { type MouthDrawings, mouthDrawings, type NamedLayer } from './voice/mouth-drawings.ts';
export type { SpokenPhone, SpokenWord, Take } from './voice/take.ts';
export { MOUTHS, type Mouth, type Viseme, visemesOf } from './voice/viseme.ts';
export type { SpeechRequest, SpokenLine, Voice, VoiceSettings } from './voice/voice.ts';

// Motion: a stage in depth, a camera over it, and what each frame shows.

export { buildStage } from './motion/build-stage.ts';
export type { CameraPlan } from './motion/camera-plan.ts';
export type { DisplayList, DrawnLayer, Grid } from './motion/display-list.ts';
export type { FaceFinder, FoundFace } from './motion/face.ts';
export type { FigureFinder, FoundFigure } from './motion/figure.ts';
export { frameAt, prescaleOf, type StagedShot } from './motion/frame-at.ts';
export type { Painter, PainterFrame, Yuv420 } from './motion/painter.ts';
export { planCamera } from './motion/plan-camera.ts';
export { type SeenBoxes, seenBoxes } from './motion/seen-boxes.ts';
export type { Stage, StageLayer } from './motion/stage.ts';

// Cut: shots in time.

export { type CaptionCue, type CaptionWord, captionText } from './cut/caption-cue.ts';
export { type CaptionRules, captionCues, type HeardLine } from './cut/caption-cues.ts';
export { type Avoided, type CaptionSurroundings, placeCaption } from './cut/caption-place.ts';
export { CAPTION_STYLES, type CaptionStyle } from './cut/caption-style.ts';
export type { Clip } from './cut/clip.ts';
export { type Segment, segmentsOf } from './cut/segment.ts';
export { SUBTITLE_FORMATS, type SubtitleFormat, subtitleFile } from './cut/subtitle-file.ts';
export { cutFilm, type Timeline } from './cut/timeline.ts';
export type { Track } from './cut/track.ts';
export type { TrackTransition } from './cut/track-transition.ts';

// Mix: music and effects, and all that is heard brought together.

export { type EffectCue, effectCues } from './mix/effects/effect-cue.ts';
export { AMBIENCES, type EffectKind, SPOTS } from './mix/effects/effect-kind.ts';
export { type ProposedEffect, proposeEffects } from './mix/effects/propose-effects.ts';
export { synthesise } from './mix/effects/synthesise.ts';
export type { FilmMusic, FilmSound } from './mix/film-sound.ts';
export { loudnessOf } from './mix/loudness.ts';
export { gainFor, type LoudnessTarget, type Mix, mixdown, stemOf } from './mix/mixdown.ts';
export { compose } from './mix/score/compose.ts';
export { LIBRARY, piecesOf } from './mix/score/library/library.ts';
export { midiFile } from './mix/score/midi-file.ts';
export type { MusicCue } from './mix/score/music-cue.ts';
export type { Piece } from './mix/score/piece.ts';
export type { Score } from './mix/score/score.ts';
export { type MoodSpan, scoreFilm } from './mix/score/score-film.ts';
export { type SoundReader, STEMS, type StemName } from './mix/stem.ts';
export { loopTrack } from './mix/track/loop-track.ts';
export { truePeakOf } from './mix/true-peak.ts';

// Delivery: what the film is made into.

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

// Document: the film as it is written down.

export { checkFilm, type FoundArt } from './document/check-film.ts';
export type { Film, FilmArt } from './document/film-document.ts';
export { filmJsonSchema } from './document/film-file.ts';
export { type ParsedFilm, parseFilm, requireFilm } from './document/parse-film.ts';
export { printFilm } from './document/print-film.ts';
export { type Problem, problemText } from './document/problem.ts';

// Production: the film as steps, each known by what goes into it.

export { canonicalJson } from './grammar/canonical-json.ts';
export {
  type ContinuityRow,
  continuityRows,
  isFault,
  type ShotMeasure,
  type Verdict,
  verdictOf,
} from './production/continuity.ts';
export { continuityHtml } from './production/continuity-page.ts';
export {
  type KnownArt,
  type ProductionPlan,
  planProduction,
  stagesOf,
} from './production/plan-production.ts';
export type { LookRun, ShotLook } from './production/shot-look.ts';
export type { Step } from './production/step.ts';
export type { Store } from './production/store.ts';
