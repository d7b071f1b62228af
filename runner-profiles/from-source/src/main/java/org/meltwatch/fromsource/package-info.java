/** Builds an engine from the source tree and runs it, for {@code mvn -P(engine) exec:java}. */
package org.meltwatch.fromsource;
