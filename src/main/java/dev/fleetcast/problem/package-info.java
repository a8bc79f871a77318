/** Errors on the wire: RFC 9457 problem details for every failure, without internal details. */
package dev.fleetcast.problem;
