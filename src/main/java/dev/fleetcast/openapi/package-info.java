/**
 * Additions to the OpenAPI document beyond the annotations of the resources.
 *
 * <p>In reading order: {@code ExamplesInOpenApi}, {@code Examples}, {@code MessageSchemas}, {@code Presence},
 * {@code Nulls}.
 */
package dev.fleetcast.openapi;
