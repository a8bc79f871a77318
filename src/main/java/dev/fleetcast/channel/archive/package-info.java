/**
 * The log in the database.
 *
 * <p>In reading order: {@code ArchiveReading}, {@code ArchiveWriter}, {@code ArchiveStore}, {@code ChannelArchive},
 * {@code ArchivedEvents}, {@code ArchiveJanitor}, {@code Retention}.
 */
package dev.fleetcast.channel.archive;
