/** Makes sure that two values are the same, NULL being what is not there. */
export function same(expected, found, where) {
  const f = found === undefined ? null : found;
  if (!Object.is(expected, f)) {
    throw new Error(`${where}: expected ${String(expected)} (${typeof expected}), found ${String(f)} (${typeof f})`);
  }
}
