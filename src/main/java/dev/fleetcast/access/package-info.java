/** Authenticates callers and decides what they may see: login, sessions, tokens, roles. */
package dev.fleetcast.access;
