/**
 * A real broker and a real database inside the JVM, for dev mode and tests. Not part of the packaged application, which
 * does not contain their libraries.
 */
package dev.fleetcast.demo.embedded;
