package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.channel.log.LogPage;
import dev.fleetcast.channel.log.LogPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The log of all channels in the database, within its retention. Blocks: for worker threads only. Every method throws
 * an {@link ArchiveException} when the database does not respond.
 */
@ApplicationScoped
public class ChannelArchive {

    private final ArchivedTopics topics;
    private final ArchiveProgress progress;
    private final ArchivedEvents events;
    private final ArchivedReceipts receipts;
    private final int maxOpenReceipts;

    public ChannelArchive(
            ArchivedTopics topics,
            ArchiveProgress progress,
            ArchivedEvents events,
            ArchivedReceipts receipts,
            ChannelConfig config) {
        this.topics = topics;
        this.progress = progress;
        this.events = events;
        this.receipts = receipts;
        this.maxOpenReceipts = config.maxOpenReceipts();
    }

    /**
     * Returns the mapping of the log's offsets, which identifies the current events topic. Cached once the topic
     * exists.
     *
     * @throws org.apache.kafka.common.KafkaException when the topic does not exist or Kafka does not respond; only
     *     before the first success
     */
    public LogPosition logPosition() {
        return topics.of(ArchivedLog.EVENTS).position();
    }

    /** Like {@link #logPosition}, after the events topic was recreated. */
    public LogPosition renewedLogPosition() {
        topics.renew(ArchivedLog.EVENTS);
        return logPosition();
    }

    /**
     * Like {@link #logPosition}, after the events topic was cut: Kafka gives out the offsets from {@code offset} on again.
     *
     * @param known the mapping before
     */
    public LogPosition logPositionAfterCut(LogPosition known, long offset) {
        return topics.cut(ArchivedLog.EVENTS, known, offset).position();
    }

    /** Returns the offset from which on {@link #logPosition} is valid. */
    public long logStart() {
        return topics.of(ArchivedLog.EVENTS).start();
    }

    /** Returns the position before which everything is archived. */
    public long end() {
        return logPosition().of(topics.nextOffset(ArchivedLog.EVENTS));
    }

    /** Returns the offset of the first receipt that is not archived yet. */
    public long receiptsEnd() {
        return topics.nextOffset(ArchivedLog.RECEIPTS);
    }

    /** Waits at most two seconds until everything before the position is archived; returns false on timeout. */
    boolean awaitEnd(long position) {
        return progress.await(ArchivedLog.EVENTS, logPosition().offset(position));
    }

    /**
     * Returns the events after a position in these channels, oldest first.
     *
     * @param maxBytes approximate limit of the data; the page holds one event beyond it
     */
    public LogPage after(Collection<String> channels, long position, int maxEvents, long maxBytes) {
        // Read before the events: later events belong to the next page.
        long end = end();
        return events.between(channels, position, end, maxEvents, maxBytes);
    }

    /** Returns the position of the newest event of each channel before {@code before}, in ascending order. */
    public List<Long> newest(Collection<String> channels, long before) {
        return events.newest(channels, before);
    }

    /** Returns the retained event with the id: the publisher's, or the one that names its position. */
    public Optional<ChannelEvent> find(String channel, String id) {
        return EventPosition.parse(id)
                .map(place -> events.at(channel, place))
                .orElseGet(() -> events.named(channel, id));
    }

    /** Returns the channels with retained events, except those of broadcasts. */
    Set<String> channels() {
        return events.channels();
    }

    /** Returns the events that require receipts and may still be redelivered. */
    public List<ChannelEvent> awaitingReceipts() {
        return events.awaitingReceipts(maxOpenReceipts);
    }

    /** Returns the devices that have confirmed the event. */
    public Set<String> confirmedBy(ChannelEvent event) {
        return receipts.confirmedBy(event);
    }

    /**
     * Returns the events sent to a listener, newest first: all events of the logs in {@code always}, and those of other
     * logs that the listener was following when they were published.
     *
     * @param prefix the prefix of the names of the other logs
     * @param before only events before this position
     */
    public List<ChannelEvent> sentTo(String subject, Collection<String> always, String prefix, long before, int max) {
        return events.sentTo(subject, always, prefix, before, max);
    }
}
