// Ways into a talk that has not begun. Does not know: what becomes of them.

import { named } from "../parts/room";
import type { Card, Locale, Shop } from "../talk/shapes";
import type { Words } from "../words";

const N_CATEGORIES = 3;

/** Return what can be asked: about the product in view, else of the largest categories, then what can be asked anywhere. */
export function waysIn(item: Card | null, shop: Shop | null, language: Locale, words: Words): string[] {
  if (item) return words.itemWays;
  const largest = [...(shop?.categories ?? [])].filter((one) => one.n_items).sort((a, b) => b.n_items - a.n_items);
  return [...largest.slice(0, N_CATEGORIES).map((one) => words.recommend(named(one, language))), ...words.ways];
}
