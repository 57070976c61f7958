import { PAGE_STYLE } from './page-look.ts';

/** How an animatic looks. */
export const ANIMATIC_STYLE = `${PAGE_STYLE}h2{font-size:14px;margin:12px 0 0}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(220px,1fr);gap:20px;padding:20px}
#screen{position:relative;overflow:hidden;width:100%;max-height:72vh;margin:0 auto;background:var(--mat)}
.look{position:absolute;inset:0;overflow:hidden}
.look img{position:absolute;transform-origin:0 0;max-width:none}
.look p{position:absolute;inset:0;display:grid;place-items:center;margin:0;padding:8%;text-align:center;font-size:28px;font-weight:700;background:#FAF7F1;color:#17161A}
.look svg{position:absolute;inset:0;width:100%;height:100%}
#words{min-height:3em;margin:8px auto 0;max-width:42em;text-align:center;font-size:16px}
q{quotes:none;color:var(--pencil)}
#seek{width:100%;accent-color:var(--live);margin:12px 0 4px}
.bar{display:flex;align-items:center;gap:12px;flex-wrap:wrap}
#note{flex:1;color:var(--pencil)}
.time{font-variant-numeric:tabular-nums}
.keys{color:var(--pencil);font-size:13px}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:3px;padding:4px 12px;cursor:pointer}
#play{background:var(--live);border-color:var(--live);color:light-dark(#fff,#141316)}
:focus-visible{outline:2px solid var(--live);outline-offset:2px}
ol{list-style:none;margin:0;padding:0;max-height:86vh;overflow:auto}
li>button{display:grid;grid-template-columns:96px 1fr;gap:12px;width:100%;text-align:left;border:0;border-bottom:1px solid var(--line);border-radius:0;padding:8px 4px;font-size:13px}
li>button[aria-current=true]{background:var(--mat);box-shadow:inset 3px 0 var(--live)}
li svg{width:96px;height:64px;background:var(--mat)}
rect{fill:none;stroke:var(--live);stroke-width:2;vector-effect:non-scaling-stroke}rect.from{stroke-dasharray:4 3}
@media(max-width:760px){main{grid-template-columns:1fr}}
`;

/** What plays it: plain script, no library. It reads the film from the page. */
export const ANIMATIC_SCRIPT = `
const film = JSON.parse(document.getElementById('film').textContent);
const at = (name) => document.getElementById(name);
const { rate, shots, aspect } = film;
const last = shots.length ? shots[shots.length - 1] : { start: 0, length: 0 };
const frames = Math.max(1, Math.round((last.start + last.length) * rate));
const two = (n) => String(n).padStart(2, '0');
const code = (f) => two(Math.floor(f / rate / 60)) + ':' + two(Math.floor(f / rate) % 60) + ':' + two(f % rate);
const buttons = [...document.querySelectorAll('[data-shot]')];
const screen = at('screen');
screen.style.aspectRatio = aspect;
screen.style.maxWidth = 'calc(72vh * ' + aspect + ')';
at('whole').textContent = code(frames);
at('seek').max = frames - 1;
let frame = 0, speed = 0, then = 0, shown = -1;
const ease = (t) => { t = Math.max(0, Math.min(1, t)); return t * t * t * (t * (6 * t - 15) + 10); };
function viewOf(shot, t) {
  const views = shot.views;
  const ways = views.length - 1;
  if (ways < 1) return views[0];
  const u = Math.max(0, Math.min(0.9999, t / shot.length)) * ways;
  const k = Math.floor(u), e = ease((u - k - 0.1) / 0.8);
  return views[k].map((v, i) => v + (views[k + 1][i] - v) * e);
}
function fill(look, shot) {
  if (look.shot === shot) return;
  look.shot = shot;
  look.replaceChildren();
  if (!shot) return;
  if (shot.thumbnail) {
    const image = new Image();
    image.alt = '';
    image.src = shot.thumbnail;
    look.append(image);
  } else if (shot.card) {
    const text = document.createElement('p');
    text.textContent = shot.card;
    look.append(text);
  }
}
function place(look, shot, t) {
  fill(look, shot);
  const image = look.querySelector('img');
  if (!image) return;
  const w = screen.clientWidth, h = screen.clientHeight;
  const whole = at('frames').checked;
  const [pw, ph] = shot.picture;
  const view = viewOf(shot, t) || [0, 0, pw, ph];
  const scale = whole ? Math.min(w / pw, h / ph) : w / view[2];
  const x = whole ? (w - pw * scale) / 2 : -view[0] * scale;
  const y = whole ? (h - ph * scale) / 2 : -view[1] * scale;
  image.style.width = pw + 'px';
  image.style.height = ph + 'px';
  image.style.transform = 'translate(' + x + 'px,' + y + 'px) scale(' + scale + ')';
  look.querySelector('svg')?.remove();
  if (!whole) return;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [box, kind] of [[shot.views[0], 'from'], [shot.views.at(-1), 'to'], [view, 'now']]) {
    if (!box) continue;
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    rect.setAttribute('class', kind);
    [['x', box[0] * scale + x], ['y', box[1] * scale + y], ['width', box[2] * scale], ['height', box[3] * scale]]
      .forEach(([name, value]) => rect.setAttribute(name, value));
    svg.append(rect);
  }
  look.append(svg);
}
function show() {
  const f = Math.max(0, Math.min(frames - 1, Math.floor(frame)));
  const t = f / rate;
  let k = 0;
  while (k + 1 < shots.length && shots[k + 1].start <= t + 1e-6) k++;
  const shot = shots[k];
  if (!shot) return;
  place(at('now'), shot, t - shot.start);
  const progress = shot.over > 0 ? (t - shot.start) / shot.over : 1;
  const before = progress < 1 ? shots[k - 1] : undefined;
  at('before').style.opacity = before ? 1 - progress : 0;
  if (before) place(at('before'), before, t - before.start);
  else fill(at('before'), undefined);
  at('time').textContent = code(f);
  const said = shot.lines.filter((line) => line.at <= t - shot.start + 1e-6).pop();
  const words = said ? said.text : '';
  if (at('words').textContent !== words) at('words').textContent = words;
  at('seek').value = f;
  at('seek').setAttribute('aria-valuetext', code(f));
  if (k !== shown) {
    buttons.forEach((b, i) => b.setAttribute('aria-current', String(i === k)));
    buttons[k]?.scrollIntoView({ block: 'nearest' });
    at('note').textContent = shot.id + ': ' + shot.note;
    shown = k;
  }
}
function tick(now) {
  if (speed === 0) return;
  frame += ((now - then) / 1000) * rate * speed;
  then = now;
  if (frame >= frames || frame < 0) { frame = Math.max(0, Math.min(frames - 1, frame)); run(0); }
  show();
  if (speed !== 0) requestAnimationFrame(tick);
}
function run(next) {
  const was = speed;
  speed = next;
  at('play').textContent = speed === 0 ? 'Play' : 'Stop';
  at('play').setAttribute('aria-pressed', String(speed !== 0));
  if (speed !== 0 && was === 0) { then = performance.now(); requestAnimationFrame(tick); }
}
function toggle() {
  if (speed === 0 && frame >= frames - 1) frame = 0;
  run(speed === 0 ? 1 : 0);
}
function go(f) { run(0); frame = Math.max(0, Math.min(frames - 1, f)); show(); }
function toShot(k) {
  const shot = shots[Math.max(0, Math.min(shots.length - 1, k))];
  if (shot) go(Math.round(shot.start * rate));
}
at('play').onclick = toggle;
at('seek').oninput = (event) => go(Number(event.target.value));
at('frames').onchange = show;
buttons.forEach((button, k) => { button.onclick = () => toShot(k); });
addEventListener('resize', show);
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // A focused control keeps the keys it understands itself.
  if (event.key === ' ' && event.target.closest('button,input[type=checkbox]')) return;
  if (event.key.startsWith('Arrow') && event.target === at('seek')) return;
  const keys = {
    ' ': toggle,
    j: () => run(speed < 0 ? Math.max(-4, speed * 2) : -1),
    k: () => run(0),
    l: () => run(speed > 0 ? Math.min(4, speed * 2) : 1),
    ArrowLeft: () => go(Math.floor(frame) - 1),
    ArrowRight: () => go(Math.floor(frame) + 1),
    ArrowUp: () => toShot(shown - 1),
    ArrowDown: () => toShot(shown + 1),
    Home: () => go(0),
    End: () => go(frames - 1),
  };
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
show();
`;
