/**
 * The login of one request, and what it may see.
 *
 * <p>In reading order: {@code LoginMechanism}, {@code Authentication}, {@code RequestLogin}, {@code CurrentViewer},
 * {@code Callers}, {@code Visibility}, {@code TokenRenewal}.
 */
package dev.fleetcast.access.request;
