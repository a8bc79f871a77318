/**
 * Who calls the device API: access tokens, and the authentication of callers.
 *
 * <p>In reading order: {@code CallerFilter}, {@code ShownToken}, {@code AccessTokens}, {@code TokenStore}, {@code
 * TokenHash}, {@code UserCaller}, {@code TokenCaller}, {@code OwnDevice}.
 */
package dev.fleetcast.device.token;
