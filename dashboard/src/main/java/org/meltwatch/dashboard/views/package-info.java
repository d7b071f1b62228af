/** What the dashboard's paths answer, as JSON and pictures. */
@NullMarked
package org.meltwatch.dashboard.views;

import org.jspecify.annotations.NullMarked;
