/**
 * What people say of alerts while a run goes on: files in {@code commands/} of its results
 * directory. Commands change who is told of an alert, and when; they never change results.
 */
@NullMarked
package org.meltwatch.record.commands;

import org.jspecify.annotations.NullMarked;
