import { ask, byId, count, id, make, number, showFault, takeKey } from './shared.js';

const MOST_WIDTH = 900;
const HEIGHT = 220;
const LEFT = 60;
const RIGHT = 10;
const TOP = 12;
const ROW = 17;
const LETTER = 8;
const POLL = 2000;

let shown = null;

/** Places for the names of the stages: each begins at its first epoch, in the first row with room for it. */
function places(epochs, x, width) {
  const rows = [];
  return [...new Set(epochs.map(epoch => epoch.stage))].map(stage => {
    const from = Math.min(x(epochs.findIndex(epoch => epoch.stage === stage)), width - stage.length * LETTER);
    let row = rows.findIndex(end => end < from);
    if (row < 0) row = rows.length;
    rows[row] = from + (stage.length + 1) * LETTER;
    return { stage, from, row };
  });
}

/** A chart of one value by epoch, as wide as its place; the stages follow each other. */
function chart(place, epochs, value, name) {
  const width = Math.min(MOST_WIDTH, place.clientWidth);
  const values = epochs.map(value);
  const most = Math.max(...values);
  const least = Math.min(...values);
  const span = most - least || 1;
  const x = i => LEFT + (width - LEFT - RIGHT) * (epochs.length < 2 ? 0.5 : i / (epochs.length - 1));
  const y = v => TOP + (HEIGHT - TOP) * (1 - (v - least) / span);
  const names = places(epochs, x, width);
  const height = HEIGHT + ROW * (1.5 + Math.max(...names.map(each => each.row)));
  const parts = [least, least + span / 2, least + span].map(v => make('g', {},
    make('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
    make('text', { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' }, number(v))));
  epochs.forEach((epoch, i) => {
    if (i > 0 && epochs[i - 1].stage !== epoch.stage) {
      const middle = (x(i - 1) + x(i)) / 2;
      parts.push(make('line', { class: 'stage', x1: middle, x2: middle, y1: TOP, y2: HEIGHT + 6 }));
    }
  });
  for (const { stage, from, row } of names) {
    parts.push(make('polyline', { class: 'curve', points: epochs.map((epoch, i) => epoch.stage === stage
      ? `${x(i)},${y(values[i])}` : null).filter(each => each).join(' ') }));
    parts.push(make('text', { x: from, y: HEIGHT + ROW * (1 + row) }, stage));
  }
  epochs.forEach((epoch, i) => parts.push(make('circle',
    { cx: x(i), cy: y(values[i]), r: epoch.improved ? 4.5 : 2.5 },
    make('title', {}, `${epoch.stage}, epoch ${epoch.epoch}: ${number(values[i], 4)}`))));
  const label = `${name}: from ${number(values[0])} to ${number(values[values.length - 1])} in `
    + `${epochs.length} epochs, least ${number(least)}, most ${number(most)}; the table below has all values`;
  place.replaceChildren(make('svg', { width, height, role: 'img', 'aria-label': label }, ...parts));
}

function showCharts() {
  if (!shown || shown.length === 0) return;
  chart(byId('loss'), shown, epoch => epoch.loss, 'Loss by epoch');
  chart(byId('validation'), shown, epoch => epoch.validation['NDCG@10'] || 0, 'NDCG@10 by epoch');
}

function showTraining(epochs) {
  shown = epochs;
  byId('training').hidden = epochs.length === 0;
  if (epochs.length === 0) return;
  showCharts();
  byId('epochs').tBodies[0].replaceChildren(...epochs.map(epoch => make('tr', {}, make('td', {}, epoch.stage),
    make('td', { class: 'number' }, count(epoch.epoch)), make('td', { class: 'number' }, number(epoch.loss, 4)),
    make('td', { class: 'number' }, number(epoch.validation['HR@10'] || 0, 4)),
    make('td', { class: 'number' }, number(epoch.validation['NDCG@10'] || 0, 4)),
    make('td', { class: 'number' }, number(epoch.seconds, 1)), make('td', {}, epoch.improved ? 'yes' : ''))));
}

function showMetrics(metrics) {
  const names = metrics ? Object.keys(metrics).filter(name => name.includes('@')) : [];
  byId('final').hidden = names.length === 0;
  if (names.length === 0) return;
  const popularity = metrics.popularity || {};
  byId('protocol').textContent = [metrics.examples ? `${count(metrics.examples)} test examples` : '',
    metrics.protocol ? `ranking ${metrics.protocol}` : '', metrics.stage ? `model after stage ${metrics.stage}` : '']
    .filter(each => each).join(', ');
  byId('metrics').tBodies[0].replaceChildren(...names.map(name => make('tr', {}, make('th', { scope: 'row' }, name),
    make('td', { class: 'number' }, number(metrics[name], 4)),
    make('td', { class: 'number' }, name in popularity ? number(popularity[name], 4) : ''),
    make('td', { class: 'number' }, popularity[name] > 0 ? number(metrics[name] / popularity[name], 1) : ''))));
}

function showData(run) {
  const rows = [['log', id(run.log)], ['predicts', run.target + (run.novel ? ', items new to the user' : '')],
    ['model', run.model]];
  if (run.data) {
    rows.push(['users', count(run.data.users)], ['items', count(run.data.items)], ['events', count(run.data.events)]);
    for (const each of run.data.behaviors) {
      const share = run.data.events > 0 ? 100 * each.events / run.data.events : 0;
      rows.push([make('span', {}, 'of these ', id(each.behavior)), `${count(each.events)} (${number(share, 1)} %)`]);
    }
  }
  rows.push(['written by version', run.writtenBy]);
  byId('data').tBodies[0].replaceChildren(...rows.map(([name, value]) =>
    make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, value))));
}

async function show() {
  try {
    const run = await ask('v1/run');
    showFault(null);
    const last = run.epochs[run.epochs.length - 1];
    const state = run.kind === 'export' ? 'This is an export for serving, which has no log of its training.'
      : run.finished ? `The training has ended after ${count(run.epochs.length)} epochs.`
        : last ? `Training: stage ${last.stage}, epoch ${last.epoch}, loss ${number(last.loss)}.`
          : 'The training has not ended its first epoch yet.';
    if (byId('state').textContent !== state) byId('state').textContent = state;
    showMetrics(run.metrics);
    showTraining(run.epochs);
    showData(run);
    if (!run.finished) setTimeout(show, POLL);
  } catch (error) {
    showFault(error);
    if (error.status !== 401) setTimeout(show, POLL);
  }
}

addEventListener('resize', showCharts);
takeKey(show);
show();
