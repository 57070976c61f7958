/**
 * How captions are drawn into the picture: plain; with the word that is being said lit up; a few words at a
 * time that pop in; in a balloon beside who speaks; or not at all.
 */
export const CAPTION_STYLES = ['classic', 'karaoke', 'pop', 'balloon', 'none'] as const;
export type CaptionStyle = (typeof CAPTION_STYLES)[number];
