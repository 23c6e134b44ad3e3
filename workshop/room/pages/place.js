/* Where the room is: these pages lie one folder below it, whatever a proxy puts in front. */

export function here(path) {
  return new URL(`..${path}`, import.meta.url).href;
}
