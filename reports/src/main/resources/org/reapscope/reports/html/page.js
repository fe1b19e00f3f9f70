'use strict';
// Zooms each timeline along the log's lines: wheel or buttons zoom, dragging moves, double click resets.
for (const box of document.querySelectorAll('[data-lines]')) {
  const plot = box.querySelector('.plot');
  const where = box.querySelector('.where');
  const lines = Number(box.dataset.lines);
  const height = plot.viewBox.baseVal.height;
  let from = 0;
  let width = 1000;
  const show = () => {
    width = Math.min(1000, Math.max(1000 / lines * 10, width));
    from = Math.min(1000 - width, Math.max(0, from));
    plot.setAttribute('viewBox', `${from} 0 ${width} ${height}`);
    const first = Math.max(1, Math.round(from / 1000 * lines));
    const last = Math.max(first, Math.round((from + width) / 1000 * lines));
    where.textContent = `lines ${first.toLocaleString('en')} to ${last.toLocaleString('en')}`;
  };
  const zoom = (factor, share) => {
    const point = from + width * share;
    width = Math.min(1000, Math.max(1000 / lines * 10, width * factor));
    from = point - width * share;
    show();
  };
  const share = (event) => {
    const area = plot.getBoundingClientRect();
    return (event.clientX - area.left) / area.width;
  };
  plot.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, share(event));
  }, {passive: false});
  let held = null;
  plot.addEventListener('pointerdown', (event) => { held = {at: event.clientX, from}; });
  window.addEventListener('pointerup', () => { held = null; });
  plot.addEventListener('pointermove', (event) => {
    if (held !== null) {
      from = held.from - (event.clientX - held.at) / plot.getBoundingClientRect().width * width;
      show();
    }
  });
  const reset = () => { from = 0; width = 1000; show(); };
  plot.addEventListener('dblclick', reset);
  box.querySelector('.in').addEventListener('click', () => zoom(0.5, 0.5));
  box.querySelector('.out').addEventListener('click', () => zoom(2, 0.5));
  box.querySelector('.all').addEventListener('click', reset);
  for (const link of document.querySelectorAll(`[data-in="${box.id}"]`)) {
    link.addEventListener('click', () => {
      width = Math.max(1000 / lines * 60, 10);
      from = Number(link.dataset.line) / lines * 1000 - width / 2;
      show();
    });
  }
}
