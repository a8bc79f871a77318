/** TCP connections: limits in total and per network, and on the time without a request. */
package dev.fleetcast.connection;
