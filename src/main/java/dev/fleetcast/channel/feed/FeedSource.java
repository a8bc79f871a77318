package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.channel.log.LogPage;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Supplies feeds with events: from memory, older ones from the archive. Reads the archive for a few feeds at a time,
 * retrying until the database answers. Never blocks.
 */
@ThreadSafe
@Singleton
class FeedSource {

    /** The maximum read per feed: what the feed cannot write is read again. */
    private static final long ARCHIVED_BYTES = 64 * 1024;

    private static final int READERS = 4;
    /** How long another replica may be ahead of this one, or this one ahead of the archive, unnoticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final ChannelLog log;
    private final ChannelArchive archive;
    private final FeedPlaces places;
    private final KafkaConnectivity link;
    private final Knowledge knowledge;
    private final ChannelMetrics metrics;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "fleetcast-feed-history");
        thread.setDaemon(true);
        return thread;
    });

    FeedSource(
            ChannelLog log,
            ChannelArchive archive,
            KafkaConnectivity link,
            Knowledge knowledge,
            ChannelMetrics metrics) {
        this.knowledge = knowledge;
        this.log = log;
        this.archive = archive;
        this.places = new FeedPlaces(log, archive);
        this.link = link;
        this.metrics = metrics;
    }

    void stop(@Observes ShutdownEvent stopping) {
        readers.shutdownNow();
    }

    ChannelMetrics metrics() {
        return metrics;
    }

    /**
     * Returns at most {@code maxEvents} events after the position; empty if the position is before the window in
     * memory.
     */
    Optional<LogPage> recent(Collection<String> channels, long position, int maxEvents) {
        return log.after(channels, position, maxEvents);
    }

    /** True if memory holds an event with the publisher's id. */
    boolean hasRecent(String channel, String id) {
        return log.find(channel, id).isPresent();
    }

    /** Passes at most {@code maxEvents} events after the position from the archive to {@code found}, on any thread. */
    void archived(
            Collection<String> channels,
            long position,
            int maxEvents,
            Consumer<LogPage> found,
            BooleanSupplier cancelled) {
        untilDone(
                Uni.createFrom().item(() -> {
                    LogPage page = archive.after(channels, position, maxEvents, ARCHIVED_BYTES);
                    if (page.end() <= position + 1 && !cancelled.getAsBoolean()) {
                        throw new NotYetException();
                    }
                    return page;
                }),
                found,
                cancelled);
    }

    /** The current end of the log. */
    long end() {
        return log.end();
    }

    /**
     * Passes the start of a feed to {@code found}, on any thread: events published after this call must not be missed.
     * Waits until the log has been read.
     */
    void place(FeedRequest request, Consumer<FeedPlace> found, BooleanSupplier cancelled) {
        Placing placing =
                new Placing(request, System.currentTimeMillis(), knowledge.has(View.CHANNELS) ? log.end() : -1);
        untilDone(Uni.createFrom().item(placing::find), found, cancelled);
    }

    /** The search for a feed's start; used by one thread at a time. */
    private final class Placing {

        private final FeedRequest request;
        private final long askedAt;
        private long end;
        private long begun;
        private boolean waits = true;

        /** @param end the end of the log, or negative if it has not been read yet */
        Placing(FeedRequest request, long askedAt, long end) {
            this.request = request;
            this.askedAt = askedAt;
            this.end = end;
        }

        synchronized FeedPlace find() {
            if (!knowledge.has(View.CHANNELS)) {
                throw new NotYetException();
            }
            if (waits) {
                waits = false;
                begun = System.nanoTime();
                end = end < 0 ? log.endAt(askedAt) : end;
            }
            return places.find(request, end, mayWait());
        }

        private boolean mayWait() {
            return link.lostSince().isPresent() || System.nanoTime() - begun < PATIENCE.toNanos();
        }
    }

    private <T> void untilDone(Uni<T> read, Consumer<T> found, BooleanSupplier cancelled) {
        read.runSubscriptionOn(readers)
                .onFailure(failure -> !cancelled.getAsBoolean() && !readers.isShutdown())
                .retry()
                .withBackOff(SOON, LONGEST_WAIT)
                .indefinitely()
                .subscribe()
                .with(found, givenUp -> {});
    }
}
