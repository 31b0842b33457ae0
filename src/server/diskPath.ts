import { fileURLToPath } from "node:url";

/** The path of a file whose URI has no percent-encoding; throws for what is not on the disk. */
export function diskPathOf(uri: string): string {
  return fileURLToPath(encodedUri(uri));
}

/** As editors write it, of one without percent-encoding. */
export function encodedUri(uri: string): string {
  return encodeURI(uri).replaceAll("#", "%23").replaceAll("?", "%3F");
}
