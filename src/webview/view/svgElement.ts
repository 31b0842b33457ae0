const NAMESPACE = "http://www.w3.org/2000/svg";

export type Attributes = Readonly<Record<string, string | number>>;

export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Writes only what has changed: most of a picture stays as it is from frame to frame. */
export function write(element: Element, name: string, value: string | number): void {
  const text = String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Text that is written anew for many frames: its node is kept. */
export function createText(attributes: Attributes): {
  readonly element: SVGTextElement;
  set(text: string): void;
} {
  const node = document.createTextNode("");
  return {
    element: svgElement("text", attributes, [node]),
    set(text) {
      if (node.data !== text) node.data = text;
    },
  };
}
