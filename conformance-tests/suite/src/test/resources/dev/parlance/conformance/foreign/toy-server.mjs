// A small agent server in plain Node 20: JSON lines on standard input and output, a model behind the Responses API at
// OPENAI_BASE_URL. Threads live in memory. TOY_BUGS names mistakes to make, separated by commas.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const bug = (name) => (process.env.TOY_BUGS ?? '').split(',').includes(name);
const LINE_LIMIT = 4_000_000;
const TRIES = 4;

// ---- what goes out: spaced JSON, the envelope last, ids exactly as they were written

const subscribed = new Set();
let optedOut = new Set();
const spaced = (value) => JSON.stringify(value, null, 1).replace(/\n */g, ' ');
const line = (text) => process.stdout.write(text + '\n');
const now = () => Date.now();
const seconds = () => Math.floor(now() / 1000);

function answer(id, member, value) {
  const text = `{ "${member}": ${spaced(value)}, "jsonrpc": "2.0", "id": ${bug('rounds-ids') && /^-?\d/.test(id) ? Number(id) : id} }`;
  line(text);
  if (bug('double-answer')) line(text);
}

function tell(method, params, thread) {
  if (optedOut.has(method) || (thread && !subscribed.has(thread.id))) return;
  line(spaced({ params, method, jsonrpc: '2.0' }));
}

class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
    this.message = message.toWellFormed();
  }
}
const TEXT_LIMIT = 1_048_576;
const invalid = (what) => new Refusal(-32602, `parâmetros inválidos: ${what}`);
const unknown = (what) => new Refusal(-32004, `não existe: ${what}`);

// ---- what comes in: lines of bytes

let parts = [];
let size = 0;

function take(bytes) {
  size += bytes.length;
  if (size <= LINE_LIMIT) parts.push(bytes);
}

function endOfLine() {
  const whole = Buffer.concat(parts);
  const tooLong = size > LINE_LIMIT;
  parts = [];
  size = 0;
  if (tooLong) return answer('null', 'error', { message: 'linha longa demais', code: -32010 });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
    if (text.trim() !== '') received(text);
  } catch (e) {
    if (bug('dies-on-garbage')) throw e;
    answer('null', 'error', { message: 'isto não é JSON', code: -32700 });
  }
}

process.stdin.on('data', (chunk) => {
  let from = 0;
  for (let at; (at = chunk.indexOf(10, from)) >= 0; from = at + 1) {
    take(chunk.subarray(from, at));
    endOfLine();
  }
  take(chunk.subarray(from));
});
process.stdin.on('end', () => {
  if (size > 0) endOfLine();
  process.stdout.write('', () => process.exit(0)); // what is said already is on its way
});

/** Name and text of each member of a JSON object, which is known to be well formed; numbers keep their digits. */
function members(text) {
  const found = [];
  let depth = 0;
  let name = null;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const begin = i;
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++;
      if (depth === 1 && name === null) name = JSON.parse(text.slice(begin, i + 1));
    } else if (c === '{' || c === '[') {
      depth++;
    } else if (c === ':' && depth === 1) {
      from = i + 1;
    } else if ((c === ',' && depth === 1) || ((c === '}' || c === ']') && --depth === 0)) {
      if (name !== null) found.push([name, text.slice(from, i).trim()]);
      name = null;
    }
  }
  return found;
}

function validId(raw) {
  if (raw.startsWith('"')) return true;
  return /^-?\d{1,19}$/.test(raw) && BigInt.asIntN(64, BigInt(raw)) === BigInt(raw);
}

function received(text) {
  const message = JSON.parse(text);
  const refuse = (id, why) => answer(id, 'error', { message: why, code: -32600 });
  if (message === null || typeof message !== 'object' || Array.isArray(message)) return refuse('null', 'falta um objeto');
  const all = members(text);
  if (new Set(all.map(([name]) => name)).size < all.length) return refuse('null', 'membro repetido');
  const raw = Object.fromEntries(all);
  if (!('method' in message) && ('result' in message || 'error' in message)) return; // we never ask, so it answers nothing
  if (!('id' in message) && 'method' in message) return; // `initialized`, or something that we do not need to know
  if (!('id' in message) || !validId(raw.id)) return refuse('null', 'id inválido');
  if (typeof message.method !== 'string') return refuse(raw.id, 'método em falta');
  try {
    serve(raw.id, message.method, message.params);
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    answer(raw.id, 'error', { message: e.message, code: e.code });
  }
}

// ---- shapes of params

const text = (v) => typeof v === 'string';
const flag = (v) => typeof v === 'boolean';
const count = (v) => Number.isInteger(v) && v >= 0 && v <= 0xffffffff;
const word = (...words) => (v) => words.includes(v);
const list = (of) => (v) => Array.isArray(v) && v.every(of);
const or = (...shapes) => (v) => shapes.some((shape) => shape(v));
const may = (shape) => (v) => v === undefined || shape(v);
const nul = (shape) => (v) => v === undefined || v === null || shape(v);
const object = (shape) => (v) =>
  typeof v === 'object' && v !== null && !Array.isArray(v) && Object.entries(shape).every(([name, of]) => of(v[name]));
const tagged = (shapes) => (v) => object({ type: text })(v) && Object.hasOwn(shapes, v.type) && object(shapes[v.type])(v);

const detail = { detail: nul(word('auto', 'low', 'high', 'original')) };
const source = (v) => object({ url: text })(v) || object({ fileId: text })(v);
const range = object({ start: count, end: count });
const input = tagged({
  text: { text, text_elements: may(list(object({ byteRange: range, placeholder: nul(text) }))) },
  image: detail, audio: {}, localImage: { path: text, ...detail }, localAudio: { path: text },
  skill: { name: text, path: text }, mention: { name: text, path: text },
});
const granular = { mcp_elicitations: flag, rules: flag, sandbox_approval: flag, request_permissions: may(flag), skill_approval: may(flag) };
const policy = nul(or(word('untrusted', 'on-request', 'never'), object({ granular: object(granular) })));
const sandboxPolicy = tagged({
  dangerFullAccess: {}, readOnly: { networkAccess: may(flag) },
  externalSandbox: { networkAccess: may(word('restricted', 'enabled')) },
  workspaceWrite: { networkAccess: may(flag), writableRoots: may(list(or((v) => text(v) && path.isAbsolute(v)))),
    excludeSlashTmp: may(flag), excludeTmpdirEnvVar: may(flag) },
});
const reviewer = nul(word('user', 'auto_review', 'guardian_subagent'));
const tone = nul(word('none', 'friendly', 'pragmatic'));
const messages = { input: list((v) => input(v) && (!['image', 'audio'].includes(v.type) || source(v))), clientUserMessageId: nul(text) };
const page = { cursor: nul(text), limit: nul(count) };
const order = nul(word('asc', 'desc'));
const SHAPES = {
  initialize: {
    clientInfo: object({ name: text, title: nul(text), version: text }),
    capabilities: nul(object({ experimentalApi: may(flag), requestAttestation: may(flag), requiredHumanApproval: may(flag),
      mcpServerOpenaiFormElicitation: may(flag), explicitGatewayOauth: may(flag), extensions: nul(object({})),
      optOutNotificationMethods: nul(list(text)) })),
  },
  'thread/start': {
    approvalPolicy: policy, approvalsReviewer: reviewer, baseInstructions: nul(text), config: nul(object({})), cwd: nul(text),
    developerInstructions: nul(text), ephemeral: nul(flag), model: nul(text), modelProvider: nul(text), personality: tone,
    sandbox: nul(word('read-only', 'workspace-write', 'danger-full-access')), serviceName: nul(text), serviceTier: nul(text),
    sessionStartSource: nul(word('startup', 'clear')), threadSource: nul(text),
  },
  'thread/read': { threadId: text, includeTurns: may(flag) },
  'thread/list': { ...page, archived: nul(flag), sortDirection: order },
  'thread/loaded/list': page,
  'thread/turns/list': { threadId: text, ...page, sortDirection: order, itemsView: nul(word('notLoaded', 'summary', 'full')) },
  'thread/unsubscribe': { threadId: text },
  'turn/start': {
    threadId: text, ...messages, approvalPolicy: policy, approvalsReviewer: reviewer, cwd: nul(text), model: nul(text),
    effort: nul((v) => text(v) && v !== ''), summary: nul(word('auto', 'concise', 'detailed', 'none')), serviceTier: nul(text),
    serviceTierForTurn: nul(text), personality: tone, sandboxPolicy: nul(sandboxPolicy), disabledPluginIds: nul(list(text)),
    parentTurnId: nul(text), rootTurnId: nul(text), turnTrigger: nul(text), toolOutput: nul(object({})),
  },
  'turn/steer': { threadId: text, expectedTurnId: text, ...messages },
  'turn/interrupt': { threadId: text, turnId: text },
};

const EXPERIMENTAL = {
  'thread/start': ['allowProviderModelFallback', 'daybreakEnabled', 'dynamicTools', 'environments', 'experimentalRawEvents', 'historyMode',
    'mockExperimentalField', 'multiAgentMode', 'permissions', 'projectId', 'runtimeWorkspaceRoots', 'selectedCapabilityRoots'],
  'turn/start': ['additionalContext', 'collaborationMode', 'cyberAccessProgram', 'environments', 'multiAgentMode', 'permissions',
    'responsesapiClientMetadata', 'responsesapiClientMetadataPatch', 'runtimeWorkspaceRoots'],
};

function check(method, params) {
  if (!object({})(params)) throw invalid('falta um objeto');
  const early = (EXPERIMENTAL[method] ?? []).some((name) => params[name] != null) || params.approvalPolicy?.granular;
  if (early && !opted) throw new Refusal(-32012, 'só com experimentalApi');
  for (const [name, shape] of Object.entries(SHAPES[method])) {
    if (!shape(params[name]) && !bug('accepts-anything')) throw invalid(name);
  }
  const said = Array.isArray(params.input) ? params.input.map((part) => part?.text ?? '').join('') : '';
  if (said.length > TEXT_LIMIT && [...said].length > TEXT_LIMIT) throw new Refusal(-32011, 'texto longo demais');
}

// ---- methods

const threads = new Map();
let client = null;
let opted = false;

function serve(id, method, params) {
  if (!Object.hasOwn(METHODS, method)) throw new Refusal(-32601, 'método desconhecido');
  if (!client && method !== 'initialize' && !bug('open-door')) throw new Refusal(-32002, 'primeiro initialize');
  check(method, params);
  METHODS[method](params, (result) => answer(id, 'result', result));
}

function found(id) {
  if (!threads.has(id)) throw unknown(id);
  return threads.get(id);
}

/** A page of rows; the cursor is the number of rows before it. */
function pageOf(rows, { cursor, limit }) {
  const from = cursor == null ? 0 : /^@\d{1,9}$/.test(cursor) ? Number(cursor.slice(1)) : -1;
  if (from < 0 || from > rows.length) throw invalid('cursor');
  const to = from + (limit == null ? 50 : Math.max(1, limit));
  return { nextCursor: to < rows.length ? `@${to}` : null, data: rows.slice(from, to) };
}

const METHODS = {
  initialize(params, reply) {
    if (client) throw new Refusal(-32003, 'já inicializado');
    client = params.clientInfo;
    opted = params.capabilities?.experimentalApi ?? false;
    optedOut = new Set(params.capabilities?.optOutNotificationMethods ?? []);
    reply({ userAgent: 'brinquedo/0.3', codexHome: path.resolve(process.env.TOY_HOME ?? '.'), platformOs: 'linux', platformFamily: 'unix' });
  },
  'thread/start'(params, reply) {
    if (!['brinquedo', undefined, null].includes(params.modelProvider)) throw unknown('modelProvider');
    const thread = {
      id: `conversa:${randomBytes(6).toString('hex')}`, created: seconds(), cwd: path.resolve(params.cwd || '.'),
      model: params.model ?? 'brinquedo-1', ephemeral: params.ephemeral ?? false, items: 0, turns: [], history: [], running: null,
    };
    threads.set(thread.id, thread);
    subscribed.add(thread.id);
    tell('thread/started', { thread: shown(thread) });
    reply({
      thread: shown(thread), model: thread.model, modelProvider: 'brinquedo', cwd: thread.cwd, sandbox: { type: 'readOnly' },
      approvalPolicy: params.approvalPolicy ?? 'never', approvalsReviewer: 'user',
    });
  },
  'thread/read'(params, reply) {
    const thread = found(params.threadId);
    reply({ thread: { ...shown(thread), turns: params.includeTurns ? thread.turns.map((turn) => shownTurn(turn, 'full')) : [] } });
  },
  'thread/list'(params, reply) {
    const rows = params.archived ? [] : [...threads.values()].filter((thread) => !thread.ephemeral).map(shown);
    reply(pageOf(params.sortDirection === 'asc' ? rows : rows.reverse(), params));
  },
  'thread/loaded/list'(params, reply) {
    reply(pageOf([...threads.keys()], params));
  },
  'thread/turns/list'(params, reply) {
    const rows = found(params.threadId).turns.map((turn) => shownTurn(turn, params.itemsView ?? 'summary'));
    reply(pageOf(params.sortDirection === 'asc' ? rows : rows.reverse(), params));
  },
  'thread/unsubscribe'(params, reply) {
    reply({ status: !threads.has(params.threadId) ? 'notLoaded' : subscribed.delete(params.threadId) ? 'unsubscribed' : 'notSubscribed' });
  },
  'turn/start'(params, reply) {
    const thread = found(params.threadId);
    if (thread.running) throw new Refusal(-32005, 'um turno de cada vez');
    const turn = { id: `turno-${thread.turns.length + 1}@${thread.id}`, status: 'inProgress', items: [], open: new Map(),
      error: null, began: now(), ended: null, waiting: [], stop: new AbortController() };
    thread.turns.push(turn);
    thread.running = turn;
    reply({ turn: shownTurn(turn, 'notLoaded') });
    tell('turn/started', { turn: shownTurn(turn, 'notLoaded'), threadId: thread.id }, thread);
    status(thread, { activeFlags: [], type: 'active' });
    say(thread, turn, params);
    run(thread, turn);
  },
  'turn/steer'(params, reply) {
    const thread = found(params.threadId);
    if (!thread.running || thread.running.id !== params.expectedTurnId) throw unknown('turno em curso');
    if (params.input.length === 0) throw invalid('input');
    thread.running.waiting.push(params);
    reply({ turnId: thread.running.id });
  },
  'turn/interrupt'(params, reply) {
    const thread = found(params.threadId);
    const turn = thread.turns.find((one) => one.id === params.turnId);
    if (!turn) throw unknown(params.turnId);
    if (!bug('deaf') && !turn.ended) finish(thread, turn, 'interrupted', null);
    reply({});
  },
};

// ---- threads, turns, items as they are shown

function shown(thread) {
  return {
    status: thread.running ? { activeFlags: [], type: 'active' } : { type: 'idle' }, turns: [], cliVersion: '0.3', source: 'appServer',
    modelProvider: 'brinquedo', model: thread.model, ephemeral: thread.ephemeral, cwd: thread.cwd, preview: '', projectId: null,
    createdAt: thread.created, updatedAt: thread.created, sessionId: thread.id, id: thread.id,
  };
}

function shownTurn(turn, itemsView) {
  const last = turn.items.filter((item) => item.type === 'agentMessage').slice(-1);
  const first = turn.items.filter((item) => item.type === 'userMessage').slice(0, 1);
  const items = { full: turn.items, summary: [...first, ...last], notLoaded: [] }[itemsView];
  return {
    itemsView, items, error: turn.error, status: turn.status, startedAt: Math.floor(turn.began / 1000),
    completedAt: turn.ended && Math.floor(turn.ended / 1000), durationMs: turn.ended && turn.ended - turn.began, id: turn.id,
  };
}

function status(thread, value) {
  tell('thread/status/changed', { status: value, threadId: thread.id }); // to everybody
}

function begin(thread, turn, key, item) {
  item.id = `${thread.id}#${thread.items++}`;
  turn.open.set(key, item);
  tell('item/started', { startedAtMs: now(), item, turnId: turn.id, threadId: thread.id }, thread);
  return item;
}

function end(thread, turn, key) {
  const item = turn.open.get(key);
  turn.open.delete(key);
  turn.items.push(item);
  if (item.type === 'agentMessage') thread.history.push({ content: [{ text: item.text, type: 'output_text' }], role: 'assistant' });
  if (bug('open-items') && item.type === 'agentMessage') return;
  tell('item/completed', { completedAtMs: now(), item, turnId: turn.id, threadId: thread.id }, thread);
}

function say(thread, turn, { input: content, clientUserMessageId }) {
  const said = content.filter((part) => part.type === 'text').map((part) => part.text);
  thread.history.push({ content: said.join('\n'), role: 'user' });
  if (content.length === 0 || bug('mute-user')) return;
  begin(thread, turn, 'user', { clientId: clientUserMessageId ?? null, content, type: 'userMessage' });
  end(thread, turn, 'user');
}

function finish(thread, turn, state, error) {
  turn.stop.abort();
  [...turn.open.keys()].forEach((key) => end(thread, turn, key));
  turn.ended = now();
  turn.status = bug('odd-status') && state === 'completed' ? 'Completed' : state;
  turn.error = error;
  thread.running = null;
  tell('turn/completed', { turn: shownTurn(turn, 'summary'), threadId: thread.id }, thread);
  if (!bug('stays-active')) status(thread, { type: error ? 'systemError' : 'idle' });
}

// ---- the model

class Broken extends Error {
  constructor(message, passing) {
    super(message);
    this.passing = passing;
  }
}

async function run(thread, turn) {
  for (let tries = 1; !turn.ended; ) {
    try {
      await ask(thread, turn);
      if (turn.ended) return;
      if (turn.waiting.length === 0) return finish(thread, turn, 'completed', null);
      [...turn.open.keys()].forEach((key) => end(thread, turn, key));
      turn.waiting.splice(0).forEach((params) => say(thread, turn, params));
      tries = 1;
    } catch (e) {
      if (turn.ended) return;
      const again = (e.passing ?? true) && tries < TRIES;
      const error = { message: `o modelo falhou: ${e.message}` };
      [...turn.open.keys()].forEach((key) => end(thread, turn, key));
      tell('error', { willRetry: again, error, turnId: turn.id, threadId: thread.id }, thread);
      if (!again) return finish(thread, turn, 'failed', error);
      await pause(10 << tries++);
    }
  }
}

function ask(thread, turn) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ stream: true, store: false, model: thread.model, input: thread.history });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const url = `${process.env.OPENAI_BASE_URL}/responses`;
    const request = http.request(url, { method: 'POST', headers, signal: turn.stop.signal }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        return reject(new Broken(`HTTP ${response.statusCode}`, response.statusCode >= 500));
      }
      let buffered = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        const events = (buffered + chunk).split(/\r?\n\r?\n/);
        buffered = events.pop();
        try {
          for (const event of events) if (!turn.ended && heard(thread, turn, event)) resolve();
        } catch (e) {
          reject(e);
          request.destroy();
        }
      });
      response.on('end', () => reject(new Broken('a resposta acabou cedo', true)));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** An event of the model's stream; true if it was the last one. */
function heard(thread, turn, event) {
  const data = event.split(/\r?\n/).filter((row) => row.startsWith('data:')).map((row) => row.slice(5).trim()).join('\n');
  if (data === '' || data === '[DONE]') return false;
  const { type, item, delta, response, ...at } = JSON.parse(data);
  const to = (method, params) => tell(method, { ...params, turnId: turn.id, threadId: thread.id }, thread);
  const message = () => turn.open.get('message') ?? begin(thread, turn, 'message', { phase: null, text: '', type: 'agentMessage' });
  const thought = () => turn.open.get('thought') ?? begin(thread, turn, 'thought', { content: [], summary: [], type: 'reasoning' });
  const write = (piece) => {
    const { id } = message();
    const pieces = message().text.length + piece.length > 500 ? [piece] : bug('halves') ? piece.split('') : [...piece];
    for (const one of pieces) {
      message().text += one;
      to('item/agentMessage/delta', { delta: one, itemId: id });
    }
  };
  switch (type) {
    case 'response.output_item.added':
      if (item.type === 'message') message().phase = item.phase ?? null;
      if (item.type === 'reasoning') thought();
      break;
    case 'response.output_text.delta':
      write(delta);
      break;
    case 'response.reasoning_summary_part.added':
      to('item/reasoning/summaryPartAdded', { summaryIndex: at.summary_index, itemId: thought().id });
      break;
    case 'response.reasoning_summary_text.delta':
      thought().summary[at.summary_index] = (thought().summary[at.summary_index] ?? '') + delta;
      to('item/reasoning/summaryTextDelta', { delta, summaryIndex: at.summary_index, itemId: thought().id });
      break;
    case 'response.output_item.done':
      if (item.type === 'message') {
        const whole = item.content.map((part) => part.text ?? '').join('');
        write(whole.slice(message().text.length));
        const { id } = message();
        end(thread, turn, 'message');
        if (bug('late-delta')) to('item/agentMessage/delta', { delta: '', itemId: id });
      }
      if (item.type === 'reasoning') {
        thought().summary = item.summary.map((part) => part.text);
        end(thread, turn, 'thought');
      }
      break;
    case 'response.failed':
      throw new Broken(response.error.message, response.error.code === 'server_error');
    case 'response.incomplete':
      throw new Broken('resposta incompleta', false);
    case 'response.completed':
      return true;
  }
  return false;
}
