package dev.fleetcast.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The log of all channels in the database, within its retention. Blocks: for worker threads only. Every method throws an
 * {@link ArchiveException} when the database does not answer.
 */
@ApplicationScoped
public class ChannelArchive {

    private final ArchivedTopics topics;
    private final ArchiveProgress progress;
    private final ArchivedEvents events;
    private final ArchivedReceipts receipts;
    private final int maxOpenReceipts;

    ChannelArchive(
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
     * The place of the log's records: which topic of that name this is. Known once the topic exists.
     *
     * @throws org.apache.kafka.common.KafkaException when it does not, or when Kafka does not answer; only before it has once
     */
    LogPosition logPosition() {
        return topics.of(ArchivedLog.EVENTS).position();
    }

    /** The position before which everything is archived. */
    long end() {
        return logPosition().of(topics.nextOffset(ArchivedLog.EVENTS));
    }

    /** The offset of the next receipt that is not archived yet. */
    long receiptsEnd() {
        return topics.nextOffset(ArchivedLog.RECEIPTS);
    }

    /** Waits, for two seconds at most, until everything before the position is archived; false when it is not by then. */
    boolean awaitEnd(long position) {
        return progress.await(ArchivedLog.EVENTS, logPosition().offset(position));
    }

    /**
     * What comes after a position in those channels, oldest first.
     *
     * @param maxBytes of data, roughly; the page has one event more than fits
     */
    LogPage after(Collection<String> channels, long position, int maxEvents, long maxBytes) {
        // Read before the events: what is archived meanwhile is left to the next page.
        long end = end();
        return events.between(channels, position, end, maxEvents, maxBytes);
    }

    /** The positions of the newest event before a position of each of those channels, in order. */
    List<Long> newest(Collection<String> channels, long before) {
        return events.newest(channels, before);
    }

    /** The retained event with that id: its publisher's, or the one that names its position. */
    Optional<ChannelEvent> find(String channel, String id) {
        return EventPosition.parse(id)
                .map(place -> events.at(channel, place))
                .orElseGet(() -> events.named(channel, id));
    }

    /** The channels that have retained events; those of broadcasts are not among them. */
    Set<String> channels() {
        return events.channels();
    }

    /** Events that require receipts and may still be sent again. */
    List<ChannelEvent> awaitingReceipts() {
        return events.awaitingReceipts(maxOpenReceipts);
    }

    /** The devices that have confirmed an event. */
    Set<String> confirmedBy(ChannelEvent event) {
        return receipts.confirmedBy(event);
    }

    /**
     * What was sent to a listener, newest first: the events of the logs {@code always}, and those of other logs that the
     * listener was following when they came.
     *
     * @param prefix of the names of the other logs
     * @param before only what stands before this position
     */
    public List<ChannelEvent> sentTo(String subject, Collection<String> always, String prefix, long before, int max) {
        return events.sentTo(subject, always, prefix, before, max);
    }
}
