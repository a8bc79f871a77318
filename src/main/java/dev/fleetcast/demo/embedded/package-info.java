/**
 * A real broker and a real database inside the JVM, for dev mode and tests. Not part of the packaged application, which
 * does not contain their libraries.
 *
 * <p>In reading order: {@code DevServices}, {@code EmbeddedKafka}, {@code EmbeddedPostgreSql}, {@code DevData},
 * {@code DevSigningKey}, {@code NextSteps}.
 */
package dev.fleetcast.demo.embedded;
