/** Who is asking and what they may see: login, sessions, tokens, roles. */
package dev.fleetcast.access;
