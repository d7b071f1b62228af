/** Requests and the routes that answer them. */
@NullMarked
package org.meltwatch.challenger.http;

import org.jspecify.annotations.NullMarked;
