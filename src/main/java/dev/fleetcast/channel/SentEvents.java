package dev.fleetcast.channel;

import dev.fleetcast.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What has been sent to a listener, with what this replica has seen a moment ago. Blocks: for worker threads only. */
@ApplicationScoped
public class SentEvents {

    private final ChannelLog log;
    private final ChannelArchive archive;

    SentEvents(ChannelLog log, ChannelArchive archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * Somebody who listens.
     *
     * @param subject the name under which the listener follows
     * @param always the logs that are for this listener, whether present or not
     * @param prefix of the names of the logs of which the listener has got what came while following them
     */
    public record Listener(String subject, Collection<String> always, String prefix) {}

    /** What was sent to the listener before that position, newest first; without the last seconds while the archive lags. */
    public List<ChannelEvent> before(long position, Listener listener, int max) {
        archive.awaitEnd(log.end());
        return sent(position, listener, max);
    }

    /** The event at that place, if it was sent to the listener; fails with a 503 problem when that is not known yet. */
    public Optional<ChannelEvent> at(EventPosition place, Listener listener) {
        boolean known = archive.awaitEnd(log.end());
        Optional<ChannelEvent> found = sent(place.position() + 1, listener, 1).stream()
                .filter(event -> event.positionId().equals(place.id()))
                .findFirst();
        if (found.isEmpty() && !known) {
            throw Problems.unavailable("the newest events are not archived yet");
        }
        return found;
    }

    private List<ChannelEvent> sent(long position, Listener listener, int max) {
        return archive.sentTo(listener.subject(), listener.always(), listener.prefix(), position, max);
    }
}
