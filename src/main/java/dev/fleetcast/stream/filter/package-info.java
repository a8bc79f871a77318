/** Filters on the messages of a subscription: a condition of the query language, parsed once per distinct text. */
package dev.fleetcast.stream.filter;
