/**
 * Further stores of events: MySQL or MariaDB, and document stores.
 *
 * <p>In reading order: {@code SinkStart}, {@code MysqlEvents}, {@code UserTable}, {@code MysqlTables}, {@code
 * MongoEvents}, {@code EventDocument}.
 */
package dev.fleetcast.device.sink;
