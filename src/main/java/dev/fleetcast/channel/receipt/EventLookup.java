package dev.fleetcast.channel.receipt;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds events by their SSE ids. Never blocks. */
@ThreadSafe
@Singleton
public class EventLookup {

    /** A device may know an event from another replica before this replica has read it. */
    private static final Duration AGAIN_AFTER = Duration.ofMillis(250);

    private static final int TIMES_AGAIN = 3;

    private final Knowledge knowledge;
    private final ChannelLog log;
    private final ChannelArchive archive;

    EventLookup(Knowledge knowledge, ChannelLog log, ChannelArchive archive) {
        this.knowledge = knowledge;
        this.log = log;
        this.archive = archive;
    }

    /**
     * Finds the retained event with the id; empty after about a second of retries. Fails with a 503 until the log has
     * been read.
     */
    public Uni<Optional<ChannelEvent>> find(String channel, String id) {
        return knowledge.soon(View.CHANNELS).chain(() -> find(channel, id, TIMES_AGAIN));
    }

    private Uni<Optional<ChannelEvent>> find(String channel, String id, int timesAgain) {
        // Evaluated before the lookup in memory: an event read in between is found by the retry.
        boolean isOld = isOld(id);
        Optional<ChannelEvent> recent = recent(channel, id);
        if (recent.isPresent()) {
            return Uni.createFrom().item(recent);
        }
        Uni<Optional<ChannelEvent>> archived = Uni.createFrom()
                .item(() -> archive.find(channel, id))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return archived.flatMap(found -> found.isPresent() || timesAgain == 0 || isOld
                ? Uni.createFrom().item(found)
                : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(AGAIN_AFTER)
                        .flatMap(later -> find(channel, id, timesAgain - 1)));
    }

    private Optional<ChannelEvent> recent(String channel, String id) {
        return EventPosition.parse(id).map(place -> at(channel, place)).orElseGet(() -> log.find(channel, id));
    }

    private Optional<ChannelEvent> at(String channel, EventPosition place) {
        return log.after(List.of(channel), place.position() - 1, 1)
                .flatMap(page -> page.events().stream()
                        .filter(event -> event.position() == place.position() && event.at() == place.at())
                        .findFirst());
    }

    /** True if the id names a position that this replica has read: a missing event will not appear. */
    private boolean isOld(String id) {
        return EventPosition.parse(id)
                .filter(place -> place.position() < log.end())
                .isPresent();
    }
}
