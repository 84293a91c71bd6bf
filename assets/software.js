/* Find out what a file is without sending it: SHA-256 (FIPS 180-4), computed piece by piece, so that any size will do. */
(() => {
  const PIECE = 1024 * 1024;
  const ROUNDS = new Int32Array(64);
  const START = new Int32Array(8);
  const isPrime = (number) => {
    for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) return false;
    return true;
  };
  const fraction = (number) => ((number - Math.floor(number)) * 2 ** 32) | 0;
  for (let number = 2, found = 0; found < 64; number += 1) {
    if (!isPrime(number)) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(number));
    ROUNDS[found] = fraction(Math.cbrt(number));
    found += 1;
  }

  class Sha256 {
    constructor() {
      this.state = START.slice();
      this.words = new Int32Array(64);
      this.rest = new Uint8Array(0);
      this.length = 0;
    }

    add(bytes) {
      this.length += bytes.length;
      let all = bytes;
      if (this.rest.length) {
        all = new Uint8Array(this.rest.length + bytes.length);
        all.set(this.rest);
        all.set(bytes, this.rest.length);
      }
      const whole = all.length - (all.length % 64);
      for (let at = 0; at < whole; at += 64) this.block(all, at);
      this.rest = all.slice(whole);
    }

    block(bytes, at) {
      const { state, words } = this;
      for (let i = 0, from = at; i < 16; i += 1, from += 4) {
        words[i] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
      }
      for (let i = 16; i < 64; i += 1) {
        const x = words[i - 15];
        const y = words[i - 2];
        const first = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const second = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        words[i] = (words[i - 16] + first + words[i - 7] + second) | 0;
      }
      let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
      for (let i = 0; i < 64; i += 1) {
        const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const one = (h + high + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
        const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + one) | 0;
        d = c;
        c = b;
        b = a;
        a = (one + two) | 0;
      }
      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
      state[4] += e;
      state[5] += f;
      state[6] += g;
      state[7] += h;
    }

    hex() {
      const bits = this.length * 8;
      const padding = new Uint8Array(((this.rest.length < 56 ? 56 : 120) - this.rest.length) + 8);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
      view.setUint32(padding.length - 4, bits >>> 0);
      this.add(padding);
      return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }
  }

  const digest = async (file, onProgress) => {
    const hash = new Sha256();
    for (let at = 0; at < file.size; at += PIECE) {
      hash.add(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
      onProgress(Math.min(100, Math.round(((at + PIECE) / file.size) * 100)));
    }
    return hash.hex();
  };

  let turns = 0;
  const check = async (drop, file) => {
    turns += 1;
    const turn = turns;
    const form = document.getElementById(drop.dataset.check);
    const box = document.getElementById("check-progress");
    const [bar, says] = box.children;
    box.hidden = false;
    bar.value = 0;
    try {
      const found = await digest(file, (percent) => {
        if (turn !== turns) throw new DOMException("another file came", "AbortError");
        bar.value = percent;
        says.textContent = `${drop.dataset.working} – ${percent} %`;
      });
      form.elements.digest.value = found;
      form.elements.name.value = file.name.slice(0, 300);
      box.hidden = true;
      form.requestSubmit();
    } catch (error) {
      if (error.name !== "AbortError") says.textContent = drop.dataset.failed;
    }
  };

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-check-file]") || !event.target.files.length) return;
    check(event.target.closest("[data-check]"), event.target.files[0]);
    event.target.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const drop = event.target.closest?.("[data-check]");
      if (!drop) return;
      event.preventDefault();
      drop.toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) check(drop, event.dataTransfer.files[0]);
    });
  }
})();
