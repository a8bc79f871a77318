/** The vocabulary of vehicle telemetry: plain Java, no framework. */
package dev.fleetcast.telemetry;
