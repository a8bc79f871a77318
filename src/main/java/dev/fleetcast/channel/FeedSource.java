package dev.fleetcast.channel;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
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
    private final Knowledge knowledge;
    private final ChannelMetrics metrics;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "fleetcast-feed-history");
        thread.setDaemon(true);
        return thread;
    });

    FeedSource(ChannelLog log, ChannelArchive archive, KafkaLink link, Knowledge knowledge, ChannelMetrics metrics) {
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
     * Hands over where a feed begins, on any thread: what comes after this was called must not be missed. Waits until the log
     * has been read.
     */
    void place(FeedRequest request, Consumer<FeedPlace> found, BooleanSupplier cancelled) {
        Placing placing =
                new Placing(request, System.currentTimeMillis(), knowledge.has(View.CHANNELS) ? log.end() : -1);
        untilDone(Uni.createFrom().item(placing::find), found, cancelled);
    }

    /** A feed that looks for its place; by one thread after the other. */
    private final class Placing {

        private final FeedRequest request;
        private final long askedAt;
        private long end;
        private long begun;
        private boolean waits = true;

        /** @param end the end of the log, or a negative number while it has not been read */
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
