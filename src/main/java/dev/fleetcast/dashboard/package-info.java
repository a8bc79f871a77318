/** The headers and settings of the pages in {@code META-INF/resources}. */
package dev.fleetcast.dashboard;
