/**
 * Who is told of a run's alerts. {@link org.meltwatch.alerts.AlertDesk} is the door: it is told of
 * levels and closed layers as they are read from part files, heeds commands, and hands what is to
 * go out to sinks. It lives in the process of the run; workers know nothing of it.
 */
@NullMarked
package org.meltwatch.alerts;

import org.jspecify.annotations.NullMarked;
