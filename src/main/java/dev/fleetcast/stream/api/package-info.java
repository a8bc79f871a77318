/**
 * Connect, subscribe, unsubscribe and pong over HTTP.
 *
 * <p>In reading order: {@code StreamResource}, {@code StreamOpener}, {@code ResumeRights}, {@code
 * SubscriptionResource}, {@code SubscriptionTokenCheck}, {@code StreamRequests}, {@code PongResource}.
 */
package dev.fleetcast.stream.api;
