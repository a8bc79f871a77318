/**
 * Text that others wrote: whether it is well-formed, what is wrong with invalid JSON, and values as they were written.
 * Depends on nothing; usable everywhere.
 *
 * <p>In reading order: {@code WellFormed}, {@code JsonFault}, {@code JsonBytes}, {@code WrittenValue}.
 */
package dev.fleetcast.text;
