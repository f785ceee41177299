// Draws descriptions of elements into the document, changing only what differs. An element that stays keeps its focus,
// its scroll position and whatever was typed into it. Text is always text: no string ever becomes markup here.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect"]);
const OURS = new Set(["key", "on", "initial", "picked", "value", "mounted"]);
const known = new WeakMap();
let depth = 0;
let waiting = [];

/**
 * Describe an element. `key` names it among its siblings; `on` holds listeners by event; `initial` is what stands in a
 * field when it first appears (then the person owns it); `value` and `picked` are ours to decide at every drawing;
 * `mounted` is called once with the new element. Everything else is an attribute.
 */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: shown(children) };
}

/** Make `parent` hold exactly these children. */
export function draw(parent, children) {
  depth += 1;
  drawInto(parent, children);
  depth -= 1;
  if (depth === 0) callMounted();
}

function drawInto(parent, children) {
  const before = new Map(managed(parent).map((node) => [known.get(node).key, node]));
  const counts = new Map();
  const wanted = shown(children).map((child) => {
    const key = keyOf(child, counts);
    const node = before.get(key);
    if (node) return redraw(node, child);
    return create(child, key);
  });
  const staying = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!staying.has(node)) node.remove();
  place(parent, wanted);
}

/** Only now is everything in the document, so that it can take the focus. */
function callMounted() {
  const calls = waiting;
  waiting = [];
  for (const [call, element] of calls) call(element);
}

function shown(children) {
  return [children]
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}

function managed(parent) {
  return [...parent.childNodes].filter((node) => known.has(node));
}

function keyOf(child, counts) {
  const kind = typeof child === "object" ? child.tag : "#text";
  if (child.props?.key !== undefined) return `${kind} ${child.props.key}`;
  const number = counts.get(kind) ?? 0;
  counts.set(kind, number + 1);
  return `${kind}#${number}`;
}

function place(parent, wanted) {
  let next = parent.firstChild;
  for (const node of wanted) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

function create(child, key) {
  if (typeof child !== "object") {
    const text = document.createTextNode(String(child));
    known.set(text, { key });
    return text;
  }
  const element = SVG_TAGS.has(child.tag)
    ? document.createElementNS(SVG, child.tag)
    : document.createElement(child.tag);
  known.set(element, { key, props: {} });
  redraw(element, child);
  const { initial, mounted } = child.props;
  if (mounted) waiting.push([mounted, element]);
  if (initial !== undefined && initial !== null) {
    if (element.type === "checkbox" || element.type === "radio") element.checked = initial === true;
    else element.value = initial;
  }
  return element;
}

function redraw(node, child) {
  const memory = known.get(node);
  if (typeof child !== "object") {
    if (node.data !== String(child)) node.data = String(child);
    return node;
  }
  setAttributes(node, child.props, memory.props);
  listen(node, child.props.on ?? {}, memory);
  memory.props = child.props;
  draw(node, child.children);
  if (child.props.value !== undefined && node.value !== child.props.value) node.value = child.props.value;
  if (child.props.picked !== undefined) node.checked = child.props.picked;
  return node;
}

function setAttributes(node, now, before) {
  for (const name of Object.keys({ ...before, ...now })) {
    if (OURS.has(name) || now[name] === before[name]) continue;
    const value = now[name];
    if (value === undefined || value === null || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

function listen(node, handlers, memory) {
  memory.handlers = handlers;
  memory.listening ??= new Set();
  for (const name of Object.keys(handlers)) {
    if (memory.listening.has(name)) continue;
    memory.listening.add(name);
    node.addEventListener(name, (event) => memory.handlers[name]?.(event));
  }
}
