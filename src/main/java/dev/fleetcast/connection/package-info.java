/** TCP connections: how many there may be, from one network and in all, and how long they may say nothing. */
package dev.fleetcast.connection;
