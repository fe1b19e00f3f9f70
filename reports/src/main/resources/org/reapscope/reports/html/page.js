'use strict';
// Draws each timeline from the numbers in its data-timeline attribute. Text is only ever set as text.
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const ROW = 22;
  const BAND = 40;
  const KINDS = ['child', 'empty', 'none', 'other'];
  const SAYS = ['took', 'found nothing', 'no child', ''];
  const FLOWS = 80;

  const make = (parent, name, attributes, text) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };
  const count = (value) => Math.round(value).toLocaleString('en');
  const duration = (micros, step) => {
    const unit = step >= 1e5 ? [1e6, 's'] : step >= 100 ? [1e3, 'ms'] : [1, 'µs'];
    const places = Math.max(0, Math.min(6, -Math.floor(Math.log10(step / unit[0]) + 1e-9)));
    return `${(micros / unit[0]).toLocaleString('en', {minimumFractionDigits: places, maximumFractionDigits: places})} ${unit[1]}`;
  };
  const long = (micros) => duration(micros, Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, micros)) - 2)));

  class Timeline {
    constructor(box) {
      this.box = box;
      this.data = JSON.parse(box.dataset.timeline);
      this.plot = box.querySelector('.plot');
      this.axis = box.querySelector('.axis');
      this.frame = box.querySelector('.frame');
      this.tip = box.querySelector('.tip');
      this.where = box.querySelector('.where');
      this.marked = -1;
      this.read();
      this.labels();
      this.listen();
      this.axisBy(this.clocked ? 'time' : 'lines');
    }

    /** Turns the rows of numbers into objects. */
    read() {
      const {waits, lives, thefts, crowd, texts} = this.data;
      const at = (line, time) => ({lines: line > 0 ? line : null, time});
      this.waits = waits.map((w) => ({row: w[0], kind: w[1], from: at(w[2], w[4]), to: at(w[3], w[5] ?? w[4]), call: texts[w[6]], result: texts[w[7]], many: w[8], finding: w[9]}));
      this.lives = lives.map((l) => ({row: l[0], pid: l[1], name: texts[l[2]], status: texts[l[3]], born: at(l[4], l[5]), died: at(l[6], l[7]), reaped: at(l[8], l[9]), reaper: l[10], finding: l[11]}));
      this.thefts = thefts.map((t) => ({finding: t[0], row: t[1], at: at(t[2], t[3]), victimRow: t[4], victim: at(t[5], t[6])}));
      this.crowd = crowd.map((c) => ({at: at(c[0], c[1]), live: c[2], dead: c[3]}));
      this.byRow = this.data.rows.map(() => ({waits: [], lives: []}));
      this.waits.forEach((wait) => this.byRow[wait.row].waits.push(wait));
      this.lives.forEach((life) => this.byRow[life.row].lives.push(life));
      const times = [...this.waits.flatMap((w) => [w.from.time, w.to.time]), ...this.lives.flatMap((l) => [l.born.time, l.died.time, l.reaped.time])].filter((t) => t !== null);
      this.clocked = times.length > 1;
      let last = 0;
      for (const time of times) last = Math.max(last, time);
      this.ends = {time: [0, Math.max(1, last)], lines: [1, Math.max(2, this.data.lines)]};
      this.least = {time: 20, lines: 6};
    }

    labels() {
      const column = this.frame.querySelector('.labels');
      for (const [label, first] of this.data.rows) {
        const row = document.createElement('div');
        row.textContent = label;
        row.title = label;
        if (first) row.className = 'first';
        column.append(row);
      }
      this.height = Math.max(1, this.data.rows.length) * ROW;
      this.plot.style.height = `${this.height}px`;
    }

    listen() {
      const does = {in: () => this.zoom(0.5, 0.5), out: () => this.zoom(2, 0.5), all: () => this.all(), time: () => this.axisBy('time'), lines: () => this.axisBy('lines')};
      for (const button of this.box.querySelectorAll('[data-do]')) {
        button.disabled = button.dataset.do === 'time' && !this.clocked;
        button.addEventListener('click', does[button.dataset.do]);
      }
      this.frame.addEventListener('keydown', (event) => {
        const step = (this.b - this.a) / 4;
        const keys = {'+': () => this.zoom(0.5, 0.5), '=': () => this.zoom(0.5, 0.5), '-': () => this.zoom(2, 0.5), '0': () => this.all(), ArrowLeft: () => this.move(-step), ArrowRight: () => this.move(step)};
        if (keys[event.key] && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          keys[event.key]();
        }
      });
      this.plot.addEventListener('wheel', (event) => {
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.share(event));
        } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
          event.preventDefault();
          this.move((event.deltaX || event.deltaY) / this.width * (this.b - this.a));
        }
      }, {passive: false});
      let held = null;
      this.plot.addEventListener('pointerdown', (event) => { held = {x: event.clientX, a: this.a, moved: false}; });
      this.plot.addEventListener('pointermove', (event) => {
        if (held === null) {
          this.hover(event);
          return;
        }
        const way = event.clientX - held.x;
        if (held.moved || Math.abs(way) > 4) {
          if (!held.moved) this.plot.setPointerCapture(event.pointerId);
          held.moved = true;
          this.plot.classList.add('held');
          this.move(held.a - way / this.width * (this.b - this.a) - this.a);
        }
      });
      const release = (event) => {
        if (held !== null && !held.moved && event.type === 'pointerup') this.open(event);
        held = null;
        this.plot.classList.remove('held');
      };
      this.plot.addEventListener('pointerup', release);
      this.plot.addEventListener('pointercancel', release);
      this.plot.addEventListener('pointerleave', () => { this.tip.hidden = true; });
      this.plot.addEventListener('dblclick', (event) => this.zoom(0.4, this.share(event)));
      new ResizeObserver(() => this.draw()).observe(this.plot);
    }

    share(event) {
      const area = this.plot.getBoundingClientRect();
      return (event.clientX - area.left) / area.width;
    }

    axisBy(kind) {
      this.kind = kind;
      for (const button of this.box.querySelectorAll('[aria-pressed]')) button.setAttribute('aria-pressed', String(button.dataset.do === kind));
      this.all();
    }

    all() {
      [this.a, this.b] = this.ends[this.kind];
      this.draw();
    }

    /** Narrows or widens what is shown; the point at {@code share} of the width stays in place. */
    zoom(factor, share) {
      const [low, high] = this.ends[this.kind];
      const width = Math.min(high - low, Math.max(this.least[this.kind], (this.b - this.a) * factor));
      const a = this.a + (this.b - this.a) * share - width * share;
      this.a = Math.min(high - width, Math.max(low, a));
      this.b = this.a + width;
      this.draw();
    }

    move(by) {
      const [low, high] = this.ends[this.kind];
      const width = this.b - this.a;
      this.a = Math.min(high - width, Math.max(low, this.a + by));
      this.b = this.a + width;
      this.draw();
    }

    /** Shows where a finding plays: its child's life and both sides' calls, with some room. */
    show(finding, from, to) {
      this.marked = finding;
      const moments = [...this.lives.filter((l) => l.finding === finding).flatMap((l) => [l.born, l.died, l.reaped]), ...this.thefts.filter((t) => t.finding === finding).flatMap((t) => [t.at, t.victim])];
      let spots = moments.map((m) => m[this.kind]).filter((v) => v !== null);
      if (spots.length === 0) {
        if (this.kind === 'time') this.axisBy('lines');
        spots = [from, to];
      }
      const first = Math.min(...spots);
      const last = Math.max(...spots);
      const room = Math.max((last - first) * 0.15, this.least[this.kind]);
      const [low, high] = this.ends[this.kind];
      this.a = Math.max(low, first - room);
      this.b = Math.min(high, last + room);
      const theft = this.thefts.find((t) => t.finding === finding);
      const life = this.lives.find((l) => l.finding === finding);
      const row = theft ? theft.row : life ? life.row : 0;
      this.frame.scrollTop = Math.max(0, row * ROW - 60);
      this.draw();
    }

    x(moment) {
      const value = moment[this.kind];
      return value === null ? NaN : (value - this.a) / (this.b - this.a) * this.width;
    }

    draw() {
      if (this.asked) return;
      this.asked = true;
      requestAnimationFrame(() => {
        this.asked = false;
        this.paint();
      });
    }

    paint() {
      this.width = this.plot.clientWidth || 900;
      for (const [svg, height] of [[this.plot, this.height], [this.axis, 70]]) {
        svg.replaceChildren();
        svg.setAttribute('viewBox', `0 0 ${this.width} ${height}`);
        svg.setAttribute('preserveAspectRatio', 'none');
      }
      this.scale();
      this.people();
      this.data.rows.forEach(([, first], row) => {
        if (first && row > 0) make(this.plot, 'path', {class: 'sep', d: `M0 ${row * ROW + 0.5}H${this.width}`});
      });
      this.byRow.forEach((of, row) => {
        of.lives.forEach((life) => this.life(life, row));
        this.calls(of.waits, row);
      });
      this.flows();
      this.thefts.forEach((theft) => this.theft(theft));
      const unit = this.kind === 'time';
      this.where.textContent = unit ? `${long(this.a)} to ${long(this.b)}` : `lines ${count(this.a)} to ${count(this.b)}`;
    }

    scale() {
      const span = this.b - this.a;
      const rough = span / Math.max(2, this.width / 110);
      const power = 10 ** Math.floor(Math.log10(rough));
      let step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= rough);
      if (this.kind === 'lines') step = Math.max(1, step);
      const down = [];
      for (let tick = Math.ceil(this.a / step) * step; tick <= this.b; tick += step) {
        const x = (tick - this.a) / span * this.width;
        down.push(`M${x.toFixed(1)} 0V${this.height}`);
        make(this.axis, 'path', {class: 'grid', d: `M${x.toFixed(1)} 0V${BAND + 8}`});
        const anchor = x < 30 ? 'start' : x > this.width - 30 ? 'end' : 'middle';
        make(this.axis, 'text', {x: x.toFixed(1), y: BAND + 22, 'text-anchor': anchor}, this.kind === 'time' ? duration(tick, step) : count(tick));
      }
      make(this.plot, 'path', {class: 'grid', d: down.join('')});
    }

    /** Children alive, as a line, and dead but not reaped, as an area. */
    people() {
      const most = this.crowd.reduce((top, c) => Math.max(top, c.live, c.dead), 0);
      if (most === 0) return;
      const y = (value) => (4 + (BAND - 4) * (1 - value / most)).toFixed(1);
      let live = '';
      let dead = '';
      let started = false;
      for (const point of this.crowd) {
        const x = this.x(point.at);
        if (Number.isNaN(x)) continue;
        const at = Math.min(this.width + 5, Math.max(-5, x)).toFixed(1);
        live += `${started ? 'H' : 'M'}${at}${started ? '' : ` ${y(0)}`}V${y(point.live)}`;
        dead += `${started ? 'H' : 'M'}${at}${started ? '' : ` ${y(0)}`}V${y(point.dead)}`;
        started = true;
      }
      if (!started) return;
      make(this.axis, 'path', {class: 'crowd-dead', d: `${dead}H${this.width}V${y(0)}Z`});
      make(this.axis, 'path', {class: 'crowd-live', d: `${live}H${this.width}`});
      this.box.querySelector('.crowd-label').textContent = `children, at most ${count(most)}`;
    }

    life(life, row) {
      const start = life.born[this.kind] === null ? -5 : this.x(life.born);
      const end = life.died[this.kind] === null ? this.width + 5 : this.x(life.died);
      const y = row * ROW + 3;
      const gone = life.reaper === -1 ? end : life.reaped[this.kind] === null ? this.width + 5 : this.x(life.reaped);
      if (gone < -2 || start > this.width + 2) return;
      const box = (kind, from, to) => {
        const left = Math.max(-5, from);
        const right = Math.min(this.width + 5, Math.max(to, from + 1));
        if (right > left) make(this.plot, 'rect', {class: kind, x: left.toFixed(1), y, width: (right - left).toFixed(1), height: ROW - 6, rx: 2});
        return right - left;
      };
      const wide = box('life', start, end);
      if (life.died[this.kind] !== null && life.reaper !== -1) box('dead', end, Math.max(gone, end + 2));
      const label = `${life.pid} ${life.name}`;
      const left = Math.max(start, 0);
      const room = Math.min(this.width, start + wide) - left;
      if (room > 34) make(this.plot, 'text', {class: 'in', x: (left + 4).toFixed(1), y: y + 12}, label.length * 6 < room ? label : String(life.pid));
    }

    calls(waits, row) {
      const ticks = ['', '', '', ''];
      const drawn = [-9, -9, -9, -9];
      const y = row * ROW;
      for (const wait of waits) {
        const from = this.x(wait.from);
        const to = this.x(wait.to);
        const left = Number.isNaN(from) ? to : from;
        if (!(to >= -2 && left <= this.width + 2)) continue;
        if (to - left >= 3) {
          const x = Math.max(-5, left);
          const width = Math.min(this.width + 5, to) - x;
          make(this.plot, 'rect', {class: `bar-${KINDS[wait.kind]}`, x: x.toFixed(1), y: y + 4, width: width.toFixed(1), height: ROW - 8, rx: 2});
          const text = wait.many > 1 ? `${count(wait.many)} × ${wait.call}` : `${wait.call} = ${wait.result}`;
          if (text.length * 6.2 < width) make(this.plot, 'text', {class: 'call', x: (Math.max(0, x) + 4).toFixed(1), y: y + 15}, text);
        }
        if (to - left < 3 && to - drawn[wait.kind] >= 0.8) {
          drawn[wait.kind] = to;
          ticks[wait.kind] += `M${to.toFixed(1)} ${y + 4}v${ROW - 8}`;
        }
      }
      [1, 2, 3, 0].forEach((kind) => {
        if (ticks[kind]) make(this.plot, 'path', {class: `tick-${KINDS[kind]}`, d: ticks[kind]});
      });
    }

    /** From each death in sight to the wait that took it, while they can be told apart. */
    flows() {
      const rowOf = new Map(this.waits.map((w) => [w.to.lines, w.row]));
      const seen = this.lives.filter((l) => l.reaper > 0 && rowOf.has(l.reaped.lines) && this.x(l.reaped) >= 0 && this.x(l.reaped) <= this.width);
      if (seen.length > FLOWS) return;
      for (const life of seen) {
        const to = rowOf.get(life.reaped.lines) * ROW + ROW / 2;
        const from = this.x(life.died);
        make(this.plot, 'path', {class: 'flow', d: `M${(Number.isNaN(from) ? this.x(life.reaped) : from).toFixed(1)} ${life.row * ROW + ROW / 2}L${this.x(life.reaped).toFixed(1)} ${to}`});
      }
    }

    theft(theft) {
      const x = this.x(theft.at);
      if (theft.row < 0 || Number.isNaN(x)) return;
      const y = theft.row * ROW;
      const on = theft.finding === this.marked ? ' on' : '';
      make(this.plot, 'path', {class: `theft${on}`, d: `M${x.toFixed(1)} ${y + 1}v${ROW - 2}`});
      const to = this.x(theft.victim);
      if (theft.victimRow < 0 || Number.isNaN(to)) return;
      const end = theft.victimRow * ROW + ROW / 2;
      const begin = y + ROW / 2;
      make(this.plot, 'path', {class: `theft${on}`, d: `M${x.toFixed(1)} ${begin}L${to.toFixed(1)} ${end}`});
      const angle = Math.atan2(end - begin, to - x);
      const corner = (turn) => `${(to - 9 * Math.cos(angle + turn)).toFixed(1)} ${(end - 9 * Math.sin(angle + turn)).toFixed(1)}`;
      make(this.plot, 'path', {class: 'theft-head', style: 'fill: var(--error)', d: `M${to.toFixed(1)} ${end}L${corner(0.45)}L${corner(-0.45)}Z`});
    }

    /** What stands at the pointer: the nearest wait of the row, else a life. */
    under(event) {
      const area = this.plot.getBoundingClientRect();
      const x = event.clientX - area.left;
      const row = this.byRow[Math.floor((event.clientY - area.top) / ROW)];
      if (!row) return null;
      let best = null;
      let least = 7;
      for (const wait of row.waits) {
        const to = this.x(wait.to);
        const from = Number.isNaN(this.x(wait.from)) ? to : this.x(wait.from);
        const away = x >= from && x <= to ? 0 : Math.min(Math.abs(x - from), Math.abs(x - to));
        if (away < least || (away === least && wait.finding >= 0)) {
          least = away;
          best = {wait};
        }
      }
      if (best) return best;
      for (const life of row.lives) {
        const from = life.born[this.kind] === null ? -5 : this.x(life.born);
        const gone = life.reaper === -1 ? life.died : life.reaped;
        const to = gone[this.kind] === null ? this.width + 5 : this.x(gone);
        if (x >= from - 3 && x <= to + 3) return {life};
      }
      return null;
    }

    hover(event) {
      const found = this.under(event);
      this.tip.hidden = found === null;
      this.plot.classList.toggle('hot', found !== null && (found.wait ?? found.life).finding >= 0);
      if (found === null) return;
      this.tip.replaceChildren(...this.words(found).map((line) => {
        const part = document.createElement('div');
        part.textContent = line;
        return part;
      }));
      const area = this.box.getBoundingClientRect();
      const right = event.clientX - area.left > area.width * 0.6;
      this.tip.style.left = right ? 'auto' : `${event.clientX - area.left + 14}px`;
      this.tip.style.right = right ? `${area.right - event.clientX + 14}px` : 'auto';
      this.tip.style.top = `${event.clientY - area.top + 14}px`;
    }

    words({wait, life}) {
      if (wait) {
        const took = wait.from.time !== null && wait.to.time !== null ? `, ${long(wait.to.time - wait.from.time)}` : '';
        const lines = wait.from.lines === wait.to.lines ? `line ${wait.to.lines}` : `lines ${wait.from.lines} to ${wait.to.lines}`;
        return wait.many > 1 ? [`${count(wait.many)} calls such as ${wait.call}: ${SAYS[wait.kind] || wait.result}`, lines] : [`${wait.call} = ${wait.result}`, lines + took, ...(wait.finding >= 0 ? ['click: its finding'] : [])];
      }
      const line = (moment, word) => moment.lines === null ? [] : [`${word} at line ${moment.lines}`];
      const end = life.reaper === -1 ? ['reaped by the kernel itself'] : life.reaper > 0 ? [`taken by thread ${life.reaper} at line ${life.reaped.lines}`] : life.died.lines === null ? [] : ['not reaped in this log'];
      return [`${life.pid} ${life.name}`, [...line(life.born, 'born'), ...line(life.died, 'died'), ...(life.status ? [life.status] : [])].join(', '), ...end, ...(life.finding >= 0 ? ['click: its finding'] : [])];
    }

    open(event) {
      const found = this.under(event);
      const finding = found ? (found.wait ?? found.life).finding : -1;
      if (finding >= 0) go(this.data.prefix + finding);
    }
  }

  /** Goes to an element of the page, unfolding what hides it. */
  const go = (id) => {
    const target = document.getElementById(id);
    const folded = target ? target.closest('details') : null;
    if (folded) folded.open = true;
    location.hash = '';
    location.hash = id;
  };

  const timelines = new Map();
  for (const box of document.querySelectorAll('[data-timeline]')) timelines.set(box.id, new Timeline(box));
  for (const link of document.querySelectorAll('[data-in]')) {
    link.addEventListener('click', () => {
      const timeline = timelines.get(link.dataset.in);
      timeline.show(Number(link.dataset.finding.slice(timeline.data.prefix.length)), Number(link.dataset.from), Number(link.dataset.to));
    });
  }
  window.addEventListener('beforeprint', () => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
})();
