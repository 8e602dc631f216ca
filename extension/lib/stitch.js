// Puts views of a page together to pictures. A canvas has a largest size, and a long page would take all memory, so a page is
// cut into pieces, each encoded and let go before the next is begun.

/** Device pixels. */
const MOST_HEIGHT = 12_000;
const MOST_AREA = 50_000_000;

export class Stitcher {
  #pieces = [];
  #canvas = null;
  #top = 0;
  #bottom = 0;

  constructor(width) {
    this.width = width;
    this.pieceHeight = Math.min(MOST_HEIGHT, Math.floor(MOST_AREA / width));
  }

  /** Draws a part of a view; `y` is where its upper edge lies on the page. Views come from the top down. */
  async draw(view, { x, y: from, width, height }, y, left = 0) {
    let bottom = y + height;
    while (true) {
      this.#canvas ??= this.#begin();
      this.#canvas.getContext('2d').drawImage(view, x, from, width, height, left, y - this.#top, width, height);
      this.#bottom = Math.max(this.#bottom, Math.min(bottom, this.#top + this.pieceHeight));
      if (bottom <= this.#top + this.pieceHeight) return;
      await this.#flush();
    }
  }

  /** The pictures, from the top down. */
  async finish() {
    if (this.#canvas !== null && this.#bottom > this.#top) await this.#flush();
    return this.#pieces;
  }

  get height() {
    return this.#bottom;
  }

  #begin() {
    const canvas = new OffscreenCanvas(this.width, this.pieceHeight);
    const context = canvas.getContext('2d', { alpha: false });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    return canvas;
  }

  async #flush() {
    const height = this.#bottom - this.#top;
    let whole = this.#canvas;
    if (height < whole.height) {
      whole = new OffscreenCanvas(this.width, height);
      whole.getContext('2d', { alpha: false }).drawImage(this.#canvas, 0, 0);
    }
    this.#pieces.push(await whole.convertToBlob({ type: 'image/png' }));
    this.#top += height;
    this.#canvas = null;
  }
}
