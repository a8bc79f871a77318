package dev.fleetcast.device.event.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** When each device published its newest event since this replica has started. */
@ThreadSafe
@Singleton
public class LastHeard {

    private static final int MAX_DEVICES = 200_000;

    private final Cache<String, Instant> times =
            Caffeine.newBuilder().maximumSize(MAX_DEVICES).build();

    void heard(String coreid, Instant at) {
        times.asMap().merge(coreid, at, (known, next) -> next.isAfter(known) ? next : known);
    }

    /** The time of the device's newest event. */
    public Optional<Instant> of(String coreid) {
        return Optional.ofNullable(times.getIfPresent(coreid));
    }
}
