/** How errors look on the wire: RFC 9457 problem details for every cause, without anything internal in them. */
package dev.fleetcast.problem;
