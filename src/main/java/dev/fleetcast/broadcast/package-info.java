/** Broadcasts: messages to everybody, to the listeners of a type, or to one user, and each user's history of them. */
package dev.fleetcast.broadcast;
