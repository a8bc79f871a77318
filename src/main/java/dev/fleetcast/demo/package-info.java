/** The demo fleet and its accounts; in dev mode also an embedded broker and database, and a replay of real positions. */
package dev.fleetcast.demo;
