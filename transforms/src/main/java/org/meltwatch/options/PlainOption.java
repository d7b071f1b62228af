package org.meltwatch.options;

/**
 * An option that is handed on as it was given, to a program that declares and checks it itself.
 *
 * @param name without the dashes
 * @param description one sentence or more
 */
public record PlainOption(String name, String description) {}
