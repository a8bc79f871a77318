/**
 * The demo fleet and its accounts; in dev mode also an embedded broker and database, a replay of real positions, and
 * simulated devices.
 */
package dev.fleetcast.demo;
