package dev.fleetcast.kafka.record;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends records to Kafka, within limits on the number and the size of those that Kafka has not acknowledged. Never
 * blocks.
 *
 * @param <R> the type of the records
 */
@ThreadSafe
public final class BoundedWriter<R> {

    /** How long a caller waits for Kafka. */
    static final Duration PATIENCE = Duration.ofMillis(4_500);

    private static final long MAX_BYTES =
            Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 32);

    private final Function<R, Uni<Void>> out;
    private final ToLongFunction<R> size;
    private final int maxRecords;
    private final long maxBytes;
    private final String refusal;
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Limits the size to a 32nd of the heap, at least 8 MB.
     *
     * @param out completes when Kafka has acknowledged the record
     * @param size returns the approximate size of a record in bytes
     * @param maxRecords the maximum number of unacknowledged records
     * @param refusal the detail of the 503 problem
     */
    public BoundedWriter(Function<R, Uni<Void>> out, ToLongFunction<R> size, int maxRecords, String refusal) {
        this(out, size, maxRecords, MAX_BYTES, refusal);
    }

    BoundedWriter(Function<R, Uni<Void>> out, ToLongFunction<R> size, int maxRecords, long maxBytes, String refusal) {
        this.out = out;
        this.size = size;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.refusal = refusal;
    }

    /** Like {@link #sendAll}, with one record. */
    public Uni<Void> send(R record) {
        return sendAll(List.of(record));
    }

    /**
     * Sends all records in order, or none. Sends at once, whether or not the result is subscribed to: a record counts
     * as unacknowledged until Kafka answers, even if the caller gives up.
     *
     * @return completes when Kafka has acknowledged every record; fails with a 503 problem after 4.5 seconds, or
     *     immediately when a limit is reached, and with a 413 problem if a record is larger than the topic allows
     */
    public Uni<Void> sendAll(List<R> all) {
        long total = all.stream().mapToLong(size).sum();
        int pending = records.addAndGet(all.size());
        long before = bytes.getAndAdd(total);
        // A request that is larger than the limit is accepted alone.
        if (pending > maxRecords || (before > 0 && before + total > maxBytes)) {
            release(all.size(), total);
            return Uni.createFrom().failure(this::unavailable);
        }
        List<Uni<Void>> sent = all.stream().map(this::sendNow).toList();
        return Uni.join()
                .all(sent)
                .andFailFast()
                .replaceWithVoid()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> failure instanceof RecordTooLargeException ? tooLarge() : unavailable());
    }

    /** The problem of a record that Kafka does not acknowledge. */
    public HttpProblem unavailable() {
        return Problems.unavailable(refusal);
    }

    private Uni<Void> sendNow(R record) {
        long length = size.applyAsLong(record);
        Uni<Void> sent = Uni.createFrom()
                .deferred(() -> out.apply(record))
                .onTermination()
                .invoke(() -> release(1, length))
                .memoize()
                .indefinitely();
        sent.subscribe().with(acknowledged -> {}, failed -> {});
        return sent;
    }

    private void release(int count, long length) {
        records.addAndGet(-count);
        bytes.addAndGet(-length);
    }

    /** Permanent: a retry would exceed the topic's maximum message size again. */
    private static HttpProblem tooLarge() {
        return HttpProblem.builder()
                .withTitle(Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase())
                .withStatus(Status.REQUEST_ENTITY_TOO_LARGE)
                .withDetail("A message is larger than the topic allows. Send smaller messages.")
                .build();
    }
}
