// What both pages need: asking the service, making elements. Texts of the model go into text nodes, never into HTML.

const KEY = 'end4rec-key';

export const byId = id => document.getElementById(id);

/** An element with attributes, and children that are elements or texts. */
export function make(name, attributes = {}, ...children) {
  const svg = ['svg', 'g', 'path', 'line', 'circle', 'text', 'title', 'polyline'].includes(name);
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** An id of the log, whatever letters it has. */
export const id = text => make('bdi', {}, text);

/** What the service answers; throws an Error with its reason, whose status says which. */
export async function ask(path, body) {
  const headers = {};
  const key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = 'Bearer ' + key;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body)
    });
  } catch {
    throw Object.assign(new Error('the service does not answer; is it running?'), { status: 0 });
  }
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail), { status: response.status, field: answer.field });
  return answer;
}

/** Shows what went wrong, or nothing; asks for the key if it is missing. */
export function showFault(error) {
  byId('key').hidden = !error || error.status !== 401;
  byId('fault').hidden = !error;
  byId('fault').textContent = error ? error.message : '';
}

/** Calls start once the user has given a key. */
export function takeKey(start) {
  byId('key').addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem(KEY, byId('secret').value.trim());
    byId('secret').value = '';
    start();
  });
}

export const number = (value, digits = 3) => value.toLocaleString('en', {
  minimumFractionDigits: digits, maximumFractionDigits: digits
});

export const count = value => value.toLocaleString('en');
