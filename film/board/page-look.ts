/** What our pages have in common: paper and ink, a drawing room at night in the dark. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#FAF7F1,#141316);--ink:light-dark(#17161A,#EDE9E2);--pencil:light-dark(#6A665F,#9B968D);--line:light-dark(#D9D3C7,#35323A);--mat:light-dark(#EFEAE0,#1E1C21);--live:light-dark(#E5432D,#FF6A4D)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.4 "Instrument Sans",system-ui,sans-serif}
header{display:flex;align-items:baseline;gap:12px;padding:12px 20px;border-bottom:1px solid var(--line)}
h1{font-size:20px;margin:0}header p{margin:0;color:var(--pencil)}
`;

/** A text as a page shows it: nothing in it is markup. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
