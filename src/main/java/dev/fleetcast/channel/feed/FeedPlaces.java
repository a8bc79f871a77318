package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.EventPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds where in the log a feed starts. Blocks: for worker threads only. */
final class FeedPlaces {

    private static final long BEFORE_EVERYTHING = -1;

    private final ChannelLog log;
    private final ChannelArchive archive;

    FeedPlaces(ChannelLog log, ChannelArchive archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * Returns the position after the client's last event if that is known; otherwise the position the client requested.
     *
     * @param end the end of the log when the feed was requested
     * @param patient whether to wait for events that another replica has read already, and for the archive
     * @throws NotYetException when a retry may help
     */
    FeedPlace find(FeedRequest request, long end, boolean patient) {
        if (request.lastEventId().isPresent()) {
            OptionalLong seen =
                    lastSeen(request.channels(), request.lastEventId().get());
            if (seen.isPresent()) {
                return new FeedPlace(seen.getAsLong(), end, List.of());
            }
            if (patient) {
                throw new NotYetException();
            }
        }
        if (request.initial() == Initial.NONE) {
            return new FeedPlace(end - 1, end, List.of());
        }
        if (request.initial() == Initial.LATEST) {
            return new FeedPlace(end - 1, end, newest(request.channels(), end, patient));
        }
        // Events that are not archived yet would exceed the number of retained events.
        if (patient && archive.end() < end) {
            throw new NotYetException();
        }
        return new FeedPlace(BEFORE_EVERYTHING, end, List.of());
    }

    /** Reads memory first, and the archive for channels without an event there. */
    private List<Long> newest(List<String> channels, long end, boolean patient) {
        List<Long> newest = new ArrayList<>();
        List<String> quiet = new ArrayList<>();
        for (String channel : channels) {
            log.newest(channel, end).ifPresentOrElse(event -> newest.add(event.position()), () -> quiet.add(channel));
        }
        if (!quiet.isEmpty()) {
            if (patient && archive.end() < log.start()) {
                throw new NotYetException();
            }
            newest.addAll(archive.newest(quiet, end));
        }
        newest.sort(null);
        return newest;
    }

    private OptionalLong lastSeen(List<String> channels, String id) {
        Optional<EventPosition> position = EventPosition.parse(id);
        if (position.isPresent()) {
            long place = position.get().position();
            return place < log.end() && archive.logPosition().includes(place)
                    ? OptionalLong.of(place)
                    : OptionalLong.empty();
        }
        return channels.stream()
                .flatMap(channel -> named(channel, id))
                .min(Comparator.comparingLong(ChannelEvent::position))
                .map(event -> OptionalLong.of(event.position()))
                .orElse(OptionalLong.empty());
    }

    private Stream<ChannelEvent> named(String channel, String id) {
        return log.find(channel, id).or(() -> archive.find(channel, id)).stream();
    }

    /**
     * Where in the log a feed starts.
     *
     * @param from the position after which events are delivered
     * @param joined the end of the log when the feed was opened
     * @param first the positions of the events to deliver before those
     */
    record FeedPlace(long from, long joined, List<Long> first) {}
}
