package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The progress of the archive, compared with Kafka. Blocks. */
@ThreadSafe
@ApplicationScoped
public class ArchiveProgress {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 160;

    private final Function<Collection<String>, Map<String, Long>> ends;
    private final ArchivedTopics topics;
    private final ChannelConfig config;

    public @Inject ArchiveProgress(TopicLookup kafka, ArchivedTopics topics, ChannelConfig config) {
        this(kafka::ends, topics, config);
    }

    /** @param ends returns the end offsets of topics */
    public ArchiveProgress(
            Function<Collection<String>, Map<String, Long>> ends, ArchivedTopics topics, ChannelConfig config) {
        this.ends = ends;
        this.topics = topics;
        this.config = config;
    }

    /**
     * Waits until everything in Kafka at the time of the call is archived.
     *
     * @throws HttpProblem 503 after two seconds
     * @throws org.apache.kafka.common.KafkaException when Kafka does not respond
     */
    public void awaitAll(ArchivedLog... logs) {
        Map<String, Long> written =
                ends.apply(Stream.of(logs).map(log -> log.topic(config)).toList());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ArchivedLog log : logs) {
            if (!isReached(log, written.get(log.topic(config)), deadline)) {
                throw Problems.unavailable("The newest records are not archived yet. Try again.");
            }
        }
    }

    /** Waits at most two seconds until all records before an offset are archived; returns false on timeout. */
    boolean await(ArchivedLog log, long offset) {
        return isReached(log, offset, System.nanoTime() + PATIENCE.toNanos());
    }

    private boolean isReached(ArchivedLog log, long offset, long deadline) {
        // Exponential back-off: usually the archive catches up at once; otherwise many callers may be waiting.
        long pause = FIRST_PAUSE_MILLIS;
        while (topics.nextOffset(log) < offset) {
            if (System.nanoTime() - deadline > 0 || !pause(pause)) {
                return false;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return true;
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
