// These functions run in the page, on an editor's element. Playwright sends their source text there, so
// each must stand alone.

/**
 * Where a text is on screen in an editor; `undefined` when it is not in view.
 * Ranges rather than elements, because one token's element may hold several words.
 * @param {Element} editor
 * @param {{ text: string, nth: number }} wanted
 */
export function locateText(editor, { text, nth }) {
  const lines = [...editor.querySelectorAll(".view-line")].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const isWord = /^\w+$/.test(text);
  const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  let left = nth;
  for (const line of lines) {
    const content = (line.textContent ?? "").replaceAll("\u00a0", " ");
    for (const match of content.matchAll(new RegExp(isWord ? `\\b${pattern}\\b` : pattern, "g"))) {
      if (left-- > 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let offset = 0;
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        const from = match.index - offset;
        const to = from + match[0].length;
        if (from >= 0 && from < node.length) range.setStart(node, from);
        if (to > 0 && to <= node.length) range.setEnd(node, to);
        offset += node.length;
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
  }
  return undefined;
}

/**
 * What is drawn over the text of an editor, such as its squiggles, top to bottom: its classes and the
 * text it covers.
 * @param {Element} editor
 * @param {string} selector
 */
export function readMarked(editor, selector) {
  const found = [];
  for (const mark of editor.querySelectorAll(selector)) {
    const box = mark.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    const line = [...editor.querySelectorAll(".view-line")].find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top <= middle && middle <= bottom;
    });
    let text = "";
    const walker = line && document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker?.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      for (let i = 0; i < node.length; i++) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const character = range.getBoundingClientRect();
        const centre = character.left + character.width / 2;
        if (centre > box.left && centre < box.right) text += node.data[i];
      }
    }
    const classes = mark.className;
    found.push({ classes, text: text.replaceAll("\u00a0", " "), top: box.top, left: box.left });
  }
  return found
    .sort((a, b) => a.top - b.top || a.left - b.left)
    .map(({ classes, text }) => ({ classes, text }));
}

/**
 * The lenses in view, top to bottom, left to right.
 * @param {Element} editor
 */
export function readLenses(editor) {
  return (
    [...editor.querySelectorAll(".codelens-decoration > [id]")]
      // VS Code keeps those that were scrolled away.
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
      .map(({ element, box }) => ({
        title: (element.textContent ?? "").replaceAll("\u00a0", " ").trim(),
        top: box.top,
      }))
  );
}

/**
 * Where the lines in view stand: their tops, by line number.
 * @param {Element} editor
 * @returns {Record<string, number>}
 */
export function readLineTops(editor) {
  const numbers = [...editor.querySelectorAll(".margin .line-numbers")];
  return Object.fromEntries(
    numbers.map((number) => [number.textContent, number.getBoundingClientRect().top]),
  );
}

/**
 * Looks at the editor in every frame from now on. `stop` returns what was seen, each picture once:
 * the titles of the lenses, and the tops of the lines.
 * @param {Element} editor
 */
export function recordFrames(editor) {
  /** @type {Map<string, { lenses: string[], tops: number[] }>} */
  const pictures = new Map();
  const boxesOf = (/** @type {string} */ selector) =>
    [...editor.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, top: element.getBoundingClientRect().top }))
      .sort((a, b) => a.top - b.top);
  let isOver = false;
  const look = () => {
    const lenses = boxesOf(".codelens-decoration").map(({ element }) => element.textContent ?? "");
    const tops = boxesOf(".view-line").map(({ top }) => top);
    const picture = { lenses, tops };
    pictures.set(JSON.stringify(picture), picture);
    if (!isOver) requestAnimationFrame(look);
  };
  look();
  return {
    stop() {
      isOver = true;
      return [...pictures.values()];
    },
  };
}
