package org.meltwatch.model.layers;

/**
 * All lanes have ended: a tile key's state can be cleared once everything that was handed on for it
 * has arrived.
 *
 * @param tiles how many readable tiles were handed on for the key, duplicates and late ones
 *     included
 */
public record KeyEnd(long tiles) implements LayerEvent {}
