// Canvas: sizes and hatching.

/** From one line of a hatching to the next, in dots. */
const HATCH = 4;

/** Gives a canvas its size, sharp on any screen. */
function sized(canvas, width, height) {
  const density = window.devicePixelRatio || 1;
  canvas.width = width * density;
  canvas.height = height * density;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.getContext("2d").scale(density, density);
}

/** A picture enlarged to this size, of which only slanted lines are left. */
function hatching(picture, width, height) {
  const lines = new OffscreenCanvas(HATCH, HATCH);
  const line = lines.getContext("2d");
  for (let at = 0; at < HATCH; at += 1) line.fillRect(at, HATCH - 1 - at, 1, 1);
  const hatched = new OffscreenCanvas(width, height);
  const pen = hatched.getContext("2d");
  pen.imageSmoothingEnabled = false;
  pen.drawImage(picture, 0, 0, width, height);
  pen.globalCompositeOperation = "destination-in";
  pen.fillStyle = pen.createPattern(lines, "repeat");
  pen.fillRect(0, 0, width, height);
  return hatched;
}
