/** Twice the size in points, so that it is sharp on today's screens. */
const SCALE = 2;
/** Browsers paint nothing on a larger canvas. */
const LONGEST_SIDE = 16_000;

/** An SVG file painted, as base64. */
export async function pngFile(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${base64(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(width, height));
  canvas.width = scale * width;
  canvas.height = scale * height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1] ?? "";
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
