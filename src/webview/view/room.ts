/** What a page of text leaves free at its sides. */
const PADDING = 32;

/** How wide something can be that would like to be so wide, in pixels. The panel is drawn anew when it is resized. */
export function room(wanted: number): number {
  return Math.max(160, Math.min(wanted, innerWidth - PADDING));
}
