package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Events sent to a listener, including the most recent ones of this replica. Blocks: for worker threads only. */
@ApplicationScoped
public class SentEvents {

    private final ChannelLog log;
    private final ChannelArchive archive;

    SentEvents(ChannelLog log, ChannelArchive archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * A listener.
     *
     * @param subject the name under which it follows
     * @param always the logs that are addressed to it, whether connected or not
     * @param prefix the prefix of the names of other logs, whose events it received while following them
     */
    public record Listener(String subject, Collection<String> always, String prefix) {}

    /**
     * Returns the events sent to the listener before that position, newest first; omits the last seconds while the
     * archive lags.
     */
    public List<ChannelEvent> before(long position, Listener listener, int max) {
        archive.awaitEnd(log.end());
        return sent(position, listener, max);
    }

    /**
     * Returns the event at that position, if it was sent to the listener; fails with a 503 problem if that is not known
     * yet.
     */
    public Optional<ChannelEvent> at(EventPosition place, Listener listener) {
        boolean known = archive.awaitEnd(log.end());
        Optional<ChannelEvent> found = sent(place.position() + 1, listener, 1).stream()
                .filter(event -> event.positionId().equals(place.id()))
                .findFirst();
        if (found.isEmpty() && !known) {
            throw Problems.unavailable("The newest events are not archived yet. Try again.");
        }
        return found;
    }

    private List<ChannelEvent> sent(long position, Listener listener, int max) {
        return archive.sentTo(listener.subject(), listener.always(), listener.prefix(), position, max);
    }
}
