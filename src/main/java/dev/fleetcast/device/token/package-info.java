/**
 * Who calls the device API: the authentication of callers, and their access tokens.
 *
 * <p>In reading order: {@code CallerFilter}, {@code ShownToken}, {@code OAuthResource}, {@code Lifetimes}, {@code
 * AccessTokenResource}, {@code UserCaller}, {@code TokenCaller}, {@code OwnDevice}.
 */
package dev.fleetcast.device.token;
