package org.meltwatch.prints.synthetic;

/** What a synthetic print has too much or too little heat for. */
public enum BlemishKind {
  /** Solid that is too hot in a small place. */
  HOT_SPOT,

  /** Solid that is too hot in a wide place, up to saturation. */
  OVERHEATING,

  /** Solid that is too cold in a small place: powder that was not molten. */
  LACK_OF_FUSION,

  /** Hot grains that lie on loose powder, and on solid. */
  SPATTER
}
