/**
 * The language in which a client says which messages it wants, and which fields of them. Plain Java; also filters live
 * messages.
 *
 * <p>In reading order: {@code Condition}, {@code ConditionParser}, {@code QueryText}, {@code Comparison}, {@code Path},
 * {@code Fields}.
 */
package dev.fleetcast.query;
