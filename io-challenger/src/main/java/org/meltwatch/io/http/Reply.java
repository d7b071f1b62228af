package org.meltwatch.io.http;

import org.meltwatch.io.wire.Body;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body as much of its body as was allowed
 * @param repeats whether the server says that it answers the same when it is asked again
 */
record Reply(int status, Body body, boolean repeats) {}
