import type { EffectKind } from './effect-kind.ts';

/** A sound and the words that stand for it. */
export type SoundWords = readonly (readonly [EffectKind, RegExp])[];

/**
 * Lettering that is heard, as comics write it; the first that fits counts. Letters are drawn out at will,
 * so that runs of one letter count as one or more of it.
 */
export const LETTERED: SoundWords = [
  ['thunder', /\b(k+r+a+k+a*[- ]?(?:t?h?oo+m|boo+m)|rumble|ru+mbl|thunder)|ゴロゴロ|ごろごろ/iu],
  [
    'explosion',
    /\b(?:ka?-?)?b+(?:a-?)?(?:l+a+m+o*|o{2,}m+)\b|\b(?:explo|blast|kaboom|foom)|ドカ[ンァーッ]|ドーン|ズド|チュドーン/iu,
  ],
  ['heartbeat', /\bba-?d+u+m|\bthump[- ]+thump|\blub[- ]?dub|ドキ|ドク[ンッ]|バクバク/iu],
  [
    'glass',
    /\b(shatter|tinkle|ti+nk|clink|smash of glass)|パリーン|パリン|ガシャーン|ガチャーン/iu,
  ],
  ['creak', /\b(c+r+e+a+k|k+r+e+a+k|cree+k|squea+k|screech|skree)|ギ[ィイーシ]|キ[ィイー]/iu],
  ['knock', /\b(knock|rap[- ]+rap|tok[- ]+tok|toc[- ]+toc)|コンコン|トントン|ドンドン/iu],
  ['door', /\b(slam+|click|clack|ka-?chak|latch)|バタン|バタッ|ガチャ|カチャ/iu],
  [
    'footsteps',
    /\b(tap|step|stomp|tramp|clomp|clip[- ]?clop|clop|tromp|trudge|pad[- ]+pad|pit[- ]?a[- ]?pat|run+[- ]+run+|dash)\b|コツ|カツ|タッタッ|タタ|ドタ|スタスタ|ザッザッ/iu,
  ],
  ['applause', /\b(c+l+a+p+[- ,!]+c+l+a+p|clapping|applau|bravo|hoo+ra+y|hurra[hy]|cheer)|拍手/iu],
  ['splash', /\b(s+p+l+a+s+h|s?ploo+sh|spla+t|kerplunk|plunk|plop)|ザブ|バシャ|ドボン|ザバ/iu],
  ['drip', /\b(d+r+i+p|pli+nk|pli+p)|ポタ|ポチャ|ピチャ|ぽた/iu],
  ['rain', /\b(pitter|patter|s+h+a{3,})|ザー|ザアア|しとしと|シトシト|ポツ|ぽつ|パラパラ/iu],
  ['fire', /\b(k?c?ra+ckle|sizzl|fwo+m)|メラメラ|ボウボウ|パチパチ/iu],
  ['birds', /\b(chirp|tweet|twitter|cheep|peep[- ]+peep)|チュン|ピヨ|ピピピ/iu],
  ['crickets', /\b(cricket|chirr)|リーン|リンリンリン|コロコロ/iu],
  [
    'bell',
    /\b(d+i+ng|d+o+ng|bo+ng+|go+ng+|b*r+i+n+g+|chime|jingle)\b|チリン|カーン|ピンポン|リリリ|キンコン/iu,
  ],
  ['crowd', /\b(murmur|chatter|hubbub|babble|yammer)|ざわ|ザワ|ガヤ|がや/iu],
  ['waves', /ザザ[ーァ]|ざざ[ーぁ]/u],
  ['wind', /\b(ho+wl|w+h?o{3,}\b|hoo+oo\b)|ビュオ|ゴォ|ヒュオ|ヒュウウ|びゅう/iu],
  [
    'whoosh',
    /\b(f?w+h?[ou]+sh|s+w+[io]+s*h|zo+m|zi+p|vr+oo+m|fwi+p|swoo+p|shoo+m|zwi+p)|ヒュ|ビュ|シュ|ギュ[ンー]|ダッ/iu,
  ],
  [
    'impact',
    /\b(th+u+d|th+u+mp|b+a+m|w+h+a+m|p+o+w|b+a+ng|w+h+a+c+k|s+m+a+c+k|punch|th+wa+ck|cr+u+nch|cr+a+sh|kr+a+sh|sm+a+sh|[ck]l+[aou]+n[gk]+|b+a+p|cr+a+c+k|bo+nk|bu+mp|wh+u+mp|fl+o+p|slap|stab)(?:e?s|ed)?\b|ドン|バン|ガン|ドサ|ボコ|バキ|ズン|ドゴ|ガッ|ゴン/iu,
  ],
];

/** What is heard at a place, by the words that describe it. */
export const PLACES: SoundWords = [
  [
    'waves',
    /\b(sea|seaside|seashore|beach|shore|coast|ocean|harbou?r|pier|on deck|ship's deck)\b|海辺|浜/iu,
  ],
  ['stream', /\b(river(?:bank|side)?|stream|brook|creek|waterfall|fountain)\b|川|滝/iu],
  [
    'crowd',
    /\b(market|bazaar|crowd(?:ed)?|tavern|pub|restaurant|caf[eé]|railway station|train station|stadium|festival|fair(?:ground)?|ballroom|party|banquet|audience)\b|市場|祭り/iu,
  ],
  [
    'fire',
    /\b(camp ?fire|bonfire|fireplace|hearth|forge|smithy|by the fire|burning)\b|焚き火|暖炉/iu,
  ],
  [
    'wind',
    /\b(mountain|peak|summit|cliff|desert|tundra|moor|rooftop|storm|windy|wind|wasteland|ridge|steppe)\b|山頂|砂漠|嵐/iu,
  ],
];

/** Places out of doors that have birds by day and crickets by night. */
export const GREEN =
  /\b(garden|forest|woods?|woodland|meadow|field|park|orchard|farm|glade|clearing|countryside|hill(?:side)?|camp|village|swamp|marsh|jungle)\b|森|庭|野原|公園/iu;
/** Hollow places where water drips. */
export const HOLLOW =
  /\b(cave|cavern|dungeon|cellar|sewer|tunnel|crypt|grotto|mine ?shaft)\b|洞窟|地下/iu;
export const NIGHT = /\b(night|midnight|moon(?:light|lit)?|dusk|evening|after dark|stars)\b|夜/iu;
/** Within walls, whatever stands outside. */
export const INDOORS =
  /\b(room|kitchen|inside|interior|int\.|office|hall|corridor|attic|cabin|bedroom|library|shop|classroom|lab(?:oratory)?|cockpit)\b|室内|部屋/iu;
export const STORM = /\b(thunder(?:storm)?|lightning)\b|雷/iu;
