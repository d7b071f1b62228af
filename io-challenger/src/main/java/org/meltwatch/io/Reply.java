package org.meltwatch.io;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body as much of its body as was allowed
 */
record Reply(int status, Body body) {}
