package org.meltwatch.model.layers;

/** What the ordering of a tile key's layers is told: a tile, a gap, or that nothing more comes. */
public sealed interface LayerEvent permits Tile, Gap, KeyEnd {}
