// Random names that nobody can guess.

/** `n` random bytes in hex. `crypto.randomUUID` would need a secure context; shops are tried out over plain http too. */
export function randomHex(n: number): string {
  return [...crypto.getRandomValues(new Uint8Array(n))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
