/**
 * Keys, and the tokens signed with them: logins, subscriptions, devices.
 *
 * <p>In reading order: {@code SigningKeys}, {@code TokenSigner}, {@code TokenVerifier}, {@code LoginTokens}, {@code
 * SubscriptionTokens}, {@code DeviceTokens}.
 */
package dev.fleetcast.access.token;
