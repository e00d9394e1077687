import { ask, byId, count, id, make, number, showFault, takeKey } from './shared.js';

/** Events, oldest first: item, behavior, on; kept and known say what the model did with the event. */
let events = [];
let ranks = new Map();
let asked = 0;
let explains = true;
let waiting = 0;

function noteOf(event) {
  if (!event.on) return 'off';
  if (event.kept === false) return 'taken for noise';
  if (event.known === false) return 'not known';
  return event.kept === true ? '' : 'too old to be read';
}

function showEvents() {
  const list = byId('events');
  const focus = [...list.children].findIndex(each => each.contains(document.activeElement));
  list.replaceChildren(...events.map(event => {
    const box = make('input', { type: 'checkbox' });
    box.checked = event.on;
    box.addEventListener('change', () => {
      event.on = box.checked;
      refresh();
    });
    const what = make('span', { class: 'what' }, event.behavior + ' ', id(event.item));
    const shown = event.on && event.kept === false ? make('s', {}, what) : what;
    return make('li', { class: event.on ? '' : 'off' },
      make('label', {}, box, shown, make('span', { class: 'note' }, noteOf(event))));
  }));
  if (focus >= 0 && list.children[focus]) list.children[focus].querySelector('input').focus();
  const on = events.filter(event => event.on);
  const noise = on.filter(event => event.kept === false).length;
  byId('summary').textContent = events.length === 0
    ? 'No events yet: pick a user, add an item, or add one popular item after the other.'
    : `${count(events.length)} events, oldest first; ${count(events.length - on.length)} off, `
      + `${count(noise)} taken for noise.`;
}

function moved(item, rank) {
  if (ranks.size === 0) return '';
  if (!ranks.has(item)) return 'new';
  const before = ranks.get(item);
  if (before === rank) return '';
  return before > rank ? `up ${before - rank}` : `down ${rank - before}`;
}

function reasons(because) {
  const strongest = because.events.map((event, place) => ({ ...event, place }))
    .filter(event => event.change !== 0 || event.votes !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, 5);
  const rows = strongest.map(event => make('tr', {},
    make('td', {}, event.behavior + ' ', id(event.item)),
    make('td', { class: 'number' }, number(event.change)),
    make('td', { class: 'number' }, number(event.votes))));
  return make('div', { class: 'table' }, make('p', { class: 'quiet' },
    `score = ${number(because.encoder)} of the encoder + ${number(because.votes)} of votes`),
  make('table', {}, make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'because of'),
    make('th', { scope: 'col', class: 'number' }, 'score without it falls by'),
    make('th', { scope: 'col', class: 'number' }, 'its votes'))), make('tbody', {}, ...rows)));
}

function best(because) {
  const events = because.events.filter(event => event.change > 0).sort((a, b) => b.change - a.change);
  return events.length === 0 ? ['why'] : ['because of ', events[0].behavior + ' ', id(events[0].item)];
}

function showItems(answer) {
  const open = new Set([...document.querySelectorAll('#recommended details[open]')].map(each => each.dataset.item));
  const list = byId('recommended');
  const focus = [...list.children].findIndex(each => each.contains(document.activeElement));
  list.replaceChildren(...answer.items.map((each, index) => {
    const add = make('button', { type: 'button', 'aria-label': `Add ${byId('behavior').value} on ${each.item}` },
      'Add ' + byId('behavior').value);
    add.addEventListener('click', () => push(each.item));
    const row = make('li', {}, make('span', { class: 'rank' }, `${index + 1}.`),
      make('span', { class: 'name' }, id(each.item), make('span', { class: 'moved' },
        number(each.score) + ' ', moved(each.item, index + 1))), add);
    if (each.because) {
      const details = make('details', { open: open.has(each.item) },
        make('summary', {}, ...best(each.because)), reasons(each.because));
      details.dataset.item = each.item;
      row.append(details);
    }
    return row;
  }));
  if (focus >= 0 && list.children[focus]) list.children[focus].querySelector('button').focus();
  ranks = new Map(answer.items.map((each, index) => [each.item, index + 1]));
  byId('status').textContent = answer.items.length === 0 ? 'Nothing is left to recommend.'
    : answer.byPopularity ? 'There is no event to predict from, so these are the most popular items.'
      : `${count(answer.items.length)} items from ${count(answer.usedEvents)} events, by model version `
        + `${answer.modelVersion}.`;
}

/** The model reads the newest events that it knows; the answer says what it did with each. */
function judge(answer) {
  const unknown = new Set(answer.unknownItems);
  const strange = new Set(answer.unknownBehaviors);
  const read = answer.items.length > 0 && answer.items[0].because ? answer.items[0].because.events : null;
  let next = read ? read.length - 1 : -1;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    event.known = !unknown.has(event.item) && !strange.has(event.behavior);
    event.kept = undefined;
    if (event.on && event.known) event.kept = !read || (next >= 0 ? read[next--].kept : undefined);
  }
}

async function refresh() {
  const turn = ++asked;
  showEvents();
  const request = {
    history: events.filter(event => event.on).map(({ item, behavior }) => ({ item, behavior })),
    top: Number(byId('top').value), excludeSeen: byId('seen').checked
  };
  try {
    let answer;
    try {
      answer = await ask('v1/recommend', explains ? { ...request, explain: true } : request);
    } catch (error) {
      if (error.status !== 409) throw error;
      explains = false;
      answer = await ask('v1/recommend', request);
    }
    if (turn !== asked) return;
    showFault(null);
    judge(answer);
    showEvents();
    showItems(answer);
  } catch (error) {
    if (turn === asked) showFault(error);
  }
}

function push(item) {
  events.push({ item, behavior: byId('behavior').value, on: true });
  refresh();
  const list = byId('events');
  list.scrollTop = list.scrollHeight;
}

async function suggest(input, list, what) {
  const turn = ++waiting;
  try {
    const answer = await ask(`v1/${what}?top=20&contains=${encodeURIComponent(input.value)}`);
    if (turn === waiting) list.replaceChildren(...answer[what].map(each => make('option', { value: each })));
  } catch (error) {
    showFault(error);
  }
}

async function start() {
  try {
    const model = await ask('v1/model');
    byId('model').replaceChildren(`${model.model}, stage ${model.stage}, trained on `, id(model.log),
      ` to predict ${model.target}: ${count(model.users)} users, ${count(model.items)} items.`);
    byId('behavior').replaceChildren(...model.behaviors.map(each => make('option', {}, each)));
    byId('seen').checked = model.novel;
    byId('pick').hidden = model.users === 0;
    await Promise.all([suggest(byId('user'), byId('users'), 'users'), suggest(byId('item'), byId('items'), 'items')]);
    refresh();
  } catch (error) {
    showFault(error);
    if (error.status === 503) setTimeout(start, 1000);
  }
}

byId('pick').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    const answer = await ask(`v1/users/${encodeURIComponent(byId('user').value)}/history`);
    events = answer.history.map(each => ({ ...each, on: true }));
    ranks = new Map();
    await refresh();
    byId('events').scrollTop = byId('events').scrollHeight;
  } catch (error) {
    showFault(error);
  }
});
byId('add').addEventListener('submit', event => {
  event.preventDefault();
  if (byId('item').value === '') return;
  push(byId('item').value);
  byId('item').value = '';
  byId('item').focus();
});
byId('clear').addEventListener('click', () => {
  events = [];
  ranks = new Map();
  refresh();
});
byId('user').addEventListener('input', () => suggest(byId('user'), byId('users'), 'users'));
byId('item').addEventListener('input', () => suggest(byId('item'), byId('items'), 'items'));
for (const rule of ['top', 'seen', 'behavior']) byId(rule).addEventListener('change', refresh);
takeKey(start);
start();
