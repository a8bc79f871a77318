/**
 * Which device has confirmed which event, and sending again.
 *
 * <p>In reading order: {@code Receipts}, {@code OpenReceipts}, {@code ReceiptsTopic}, {@code Receipt}, {@code
 * EventLookup}, {@code LatestReceipts}.
 */
package dev.fleetcast.channel.receipt;
