/** Additions to the OpenAPI document beyond the annotations of the resources. */
package dev.fleetcast.openapi;
