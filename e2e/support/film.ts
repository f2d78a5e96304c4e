/** A film for the browser's false camera: a QR code held still, as a camera sees it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import encodeQR from "qr";

const [WIDTH, HEIGHT] = [640, 480];
/** Dark squares on white paper on a grey table; in the middle, not filling the picture. */
const [TABLE, PAPER, INK] = [140, 230, 30];
const SIDE = 300;

/** Writes uncompressed video (YUV4MPEG2) of what a code says to a file. */
export function film(path: string, text: string): void {
  const code = encodeQR(text, "raw", { border: 4 });
  const step = SIDE / code.length;
  const [left, top] = [(WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2];
  const light = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const dark = code[Math.floor(y / step)]?.[Math.floor(x / step)];
      light[(top + y) * WIDTH + left + x] = dark ? INK : PAPER;
    }
  }
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, noColour]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
}
