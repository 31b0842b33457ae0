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
 * The squiggles of an editor, top to bottom: severity and the text above them.
 * @param {Element} editor
 */
export function readSquiggles(editor) {
  const found = [];
  for (const squiggle of editor.querySelectorAll("[class*='squiggly-']") ?? []) {
    const severity = /squiggly-(\w+)/.exec(squiggle.className)?.[1] ?? "";
    const box = squiggle.getBoundingClientRect();
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
    found.push({ severity, text: text.replaceAll("\u00a0", " "), top: box.top, left: box.left });
  }
  return found
    .sort((a, b) => a.top - b.top || a.left - b.left)
    .map(({ severity, text }) => ({ severity, text }));
}

/**
 * The titles of all lenses in view, top to bottom, left to right.
 * @param {Element} editor
 */
export function readLenses(editor) {
  return [...editor.querySelectorAll(".codelens-decoration > [id]")]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0)
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
    .map(({ element }) => (element.textContent ?? "").replaceAll("\u00a0", " ").trim());
}
