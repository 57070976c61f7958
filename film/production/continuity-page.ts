import { escaped, PAGE_STYLE } from '../board/page-look.ts';
import type { ContinuityRow, Verdict } from './continuity.ts';
import { isFault } from './continuity.ts';

/** What a continuity report shows. */
export interface ContinuityReport {
  readonly title: string;
  /** Frames a second. */
  readonly rate: number;
  /** In their order in the film. */
  readonly scenes: readonly { readonly id: string; readonly title: string }[];
  /** Worst first. */
  readonly rows: readonly ContinuityRow[];
  /** For each cast id the name, and the model sheet as `data:` URLs, best first. */
  readonly cast: ReadonlyMap<string, { readonly name: string; readonly sheet: readonly string[] }>;
}

/** A finding in words, as a reader of the report is told. */
export function findingText(verdict: Verdict, nameOf: (member: string) => string): string {
  const { finding, drifted, instead, accepted } = verdict;
  const score = verdict.likeness === undefined ? '' : ` ${verdict.likeness.toFixed(2)}`;
  if (accepted !== undefined) return `accepted at${score}`;
  switch (finding) {
    case 'on-model':
      return `on model${score}`;
    case 'off-model':
      return `off model${score}: ${drifted ?? 'drawing'}`;
    case 'swapped':
      return `${nameOf(instead ?? '')} stands there${score}`;
    case 'extra':
      return `seen once too often${score}`;
    case 'missing':
      return 'not to be found';
    case 'unseen':
      return 'too little of it in frame';
  }
}

/**
 * A continuity report as one page of HTML with everything in it: a row for each of the cast, worst first, a column
 * for each scene, and in every cell the worst of its shots, the crop beside the reference it was measured against.
 */
export function continuityHtml({ title, rate, scenes, rows, cast }: ContinuityReport): string {
  const nameOf = (member: string): string => cast.get(member)?.name ?? member;
  const faults = rows
    .flatMap(({ cells }) => cells.flatMap(({ verdicts }) => verdicts))
    .filter(isFault);
  const shown = scenes.filter(({ id }) =>
    rows.some(({ cells }) => cells.some(({ scene }) => scene === id)),
  );
  const body = rows.map(({ member, cells }) => {
    const { sheet = [] } = cast.get(member) ?? {};
    const columns = shown.map(({ id }) => {
      const cell = cells.find(({ scene }) => scene === id);
      if (!cell) return '<td></td>';
      return `<td>${cell.verdicts.map((verdict) => verdictHtml(verdict, sheet, rate, nameOf)).join('')}</td>`;
    });
    const pictures = sheet.slice(0, 3).map((url) => `<img src="${url}" alt="">`);
    return `<tr><th scope="row">${escaped(nameOf(member))}<span>${pictures.join('')}</span></th>${columns.join('')}</tr>`;
  });
  const told =
    faults.length === 0
      ? 'Everybody is on model.'
      : faults.length === 1
        ? '1 shot to look at.'
        : `${faults.length} shots to look at, the worst first.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - continuity</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1><p>Continuity. ${told}</p></header>
<main><table>
<thead><tr><th scope="col">Cast</th>${shown.map((scene) => `<th scope="col">${escaped(scene.title || scene.id)}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></main>
</body>
</html>
`;
}

function verdictHtml(
  verdict: Verdict,
  sheet: readonly string[],
  rate: number,
  nameOf: (member: string) => string,
): string {
  const { shot, evidence, regions, falseAlarm } = verdict;
  const kind = verdict.accepted === undefined ? verdict.finding : 'accepted';
  const reference = evidence && (sheet[evidence.reference] ?? evidence.drawing);
  const pictures = [
    ...(evidence?.crop ? [`<img src="${evidence.crop}" alt="in the film">`] : []),
    ...(reference ? [`<img src="${reference}" alt="reference">`] : []),
  ];
  const held = Object.entries(regions ?? {})
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${value.toFixed(2)}`]))
    .join(', ');
  const rests = [
    ...(evidence ? [`at ${(evidence.frame / rate).toFixed(1)} s`] : []),
    ...(evidence && !sheet[evidence.reference] ? ['nearest to its own drawing'] : []),
    ...(falseAlarm === undefined
      ? []
      : [`${(falseAlarm * 100).toFixed(1)} % of true pictures score no higher`]),
  ].join(', ');
  const isOpen = isFault(verdict) ? ' open' : '';
  return `<details class="${kind}"${isOpen}><summary><b>${escaped(shot)}</b> ${escaped(findingText(verdict, nameOf))}</summary><div>${pictures.join('')}</div><p>${escaped([held, rests].filter((part) => part !== '').join('; '))}</p></details>`;
}

const STYLE = `${PAGE_STYLE}:root{--live:light-dark(#C4301B,#FF6A4D);--good:light-dark(#2E6B3E,#7CC48E)}
main{overflow:auto;padding:0 20px 20px}
table{border-collapse:collapse}
th,td{vertical-align:top;text-align:left;padding:12px;border-bottom:1px solid var(--line)}
thead th{position:sticky;top:0;background:var(--paper);color:var(--pencil);font-weight:600;white-space:nowrap}
tbody th{position:sticky;left:0;background:var(--paper);min-width:150px}
tbody th span{display:flex;gap:4px;margin-top:8px}
tbody th img{max-height:72px;max-width:64px}
td{min-width:170px}
details{border-left:3px solid var(--line);padding:2px 0 2px 8px;margin-bottom:8px}
details.on-model{border-color:var(--good)}
details.off-model,details.swapped,details.missing,details.extra{border-color:var(--live);background:var(--mat)}
summary{cursor:pointer}summary b{font-weight:600}
details div{display:flex;gap:6px;margin-top:6px}
details img{max-height:150px;max-width:150px;background:var(--mat)}
details p{margin:4px 0 0;color:var(--pencil);font-size:12px;max-width:300px}
`;
