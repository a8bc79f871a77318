/**
 * A real broker and a real database inside the JVM, for dev mode and tests. Not part of the packaged application, where
 * their libraries are absent.
 */
package dev.fleetcast.demo.embedded;
