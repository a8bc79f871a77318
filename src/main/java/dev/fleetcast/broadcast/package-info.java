/** Broadcasts: what is said to everybody, to those who listen to a type, or to one user; and what a user can read again. */
package dev.fleetcast.broadcast;
