/** Requests, who may make them, and the routes that answer them. */
@NullMarked
package org.meltwatch.dashboard.http;

import org.jspecify.annotations.NullMarked;
