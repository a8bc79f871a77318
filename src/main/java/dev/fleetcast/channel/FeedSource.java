package dev.fleetcast.channel;

import dev.fleetcast.stream.KafkaLink;
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
 * Where feeds get their events: from memory, and what is older from the archive, a few feeds at a time, for as long as it
 * takes the database to answer. Safe for use by any thread; never blocks.
 */
@Singleton
class FeedSource {

    /** What is read for a feed at once: what it cannot write is read again. */
    private static final long ARCHIVED_BYTES = 64 * 1024;

    private static final int READERS = 4;
    /** How far another replica may be ahead of this one, or this one of the archive, without its being noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final ChannelLog log;
    private final ChannelArchive archive;
    private final FeedPlaces places;
    private final KafkaLink link;
    private final ChannelMetrics metrics;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "fleetcast-feed-history");
        thread.setDaemon(true);
        return thread;
    });

    FeedSource(ChannelLog log, ChannelArchive archive, KafkaLink link, ChannelMetrics metrics) {
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

    /** What comes after the position, so many events at most; empty when memory does not reach that far back. */
    Optional<LogPage> recent(Collection<String> channels, long position, int maxEvents) {
        return log.after(channels, position, maxEvents);
    }

    /** Whether memory has an event of that publisher's id. */
    boolean hasRecent(String channel, String id) {
        return log.find(channel, id).isPresent();
    }

    /** Hands over what comes after the position, so many events at most, from the archive, on any thread. */
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

    /** The end of the log now. */
    long end() {
        return log.end();
    }

    /**
     * Hands over where a feed begins, on any thread.
     *
     * @param end the end of the log when its client was answered: what comes after that must not be missed
     */
    void place(FeedRequest request, long end, Consumer<FeedPlace> found, BooleanSupplier cancelled) {
        long asked = System.nanoTime();
        untilDone(Uni.createFrom().item(() -> places.find(request, end, mayWait(asked))), found, cancelled);
    }

    private boolean mayWait(long askedNanos) {
        return link.lostSince().isPresent() || System.nanoTime() - askedNanos < PATIENCE.toNanos();
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
