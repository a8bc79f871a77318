/**
 * What happens once per deployment: dead letters, counting, last known positions.
 *
 * <p>In reading order: {@code TelemetryLedger}, {@code LedgerReading}, {@code LedgerBatch}, {@code LedgerOutput}, {@code
 * LedgerState}, {@code LastKnownRecords}, {@code LedgerResource}.
 */
package dev.fleetcast.ingest.ledger;
