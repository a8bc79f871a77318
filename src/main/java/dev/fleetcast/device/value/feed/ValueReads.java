package dev.fleetcast.device.value.feed;

import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.device.value.Values;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads versions of values for feeds, on other threads, until the database answers. */
@ThreadSafe
@ApplicationScoped
class ValueReads {

    /** The versions of one read; each may have 64 KB and more. */
    private static final int AT_ONCE = 4;

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final Values values;

    ValueReads(Values values) {
        this.values = values;
    }

    /**
     * Where a feed starts.
     *
     * @param after the version after which it starts
     * @param newest the current version
     * @param first what comes first
     */
    record Start(long after, long newest, List<SharedValue> first) {}

    /** Finds the start of a feed that has received {@code known}, or nothing if it is negative. */
    void begin(ValueName name, long known, Consumer<Start> found, BooleanSupplier cancelled) {
        untilDone(() -> start(name, known), found, cancelled);
    }

    /** Reads the versions after that one. */
    void after(ValueName name, long version, Consumer<List<SharedValue>> found, BooleanSupplier cancelled) {
        untilDone(() -> values.after(name, version, AT_ONCE), found, cancelled);
    }

    private Start start(ValueName name, long known) {
        Optional<SharedValue> current = values.current(name);
        long version = current.map(SharedValue::version).orElse(0L);
        if (known >= 0 && known <= version) {
            return new Start(known, version, values.after(name, known, AT_ONCE));
        }
        // A deleted value is none; an id from the future is not ours.
        return new Start(
                current.filter(SharedValue::isDeleted).isPresent() ? version : Math.max(0, version - 1),
                version,
                current.filter(value -> !value.isDeleted()).stream().toList());
    }

    private static <T> void untilDone(Supplier<T> read, Consumer<T> found, BooleanSupplier cancelled) {
        Uni.createFrom()
                .item(read)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(failure -> !cancelled.getAsBoolean())
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely()
                .subscribe()
                .with(found, givenUp -> {});
    }
}
