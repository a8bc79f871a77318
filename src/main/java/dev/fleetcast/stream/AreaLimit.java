package dev.fleetcast.stream;

import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.spi.AreaRecord.Limit;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.Optional;

/** What a client was told about the number of units in its area: each number once, also if it resumes. */
@EventLoopConfined
final class AreaLimit {

    private Limit told;
    private Limit announced;
    /** Whether the client was told something that is not known here. */
    private boolean uncertain;

    /** Another area begins. */
    void clear() {
        told = null;
        announced = null;
        uncertain = false;
    }

    /**
     * Continues with what the client knows.
     *
     * @param saved the newest event that was saved; null without one
     * @param change the client was told all changes up to that one
     */
    void restore(Limit saved, int change) {
        boolean known = saved != null && saved.change() <= change;
        told = known ? saved : null;
        uncertain = saved != null && !known;
    }

    /** Whether the client must be told of the units found, with {@code maxUnits} to be followed. */
    boolean isNewsOf(Areas.Found found, int maxUnits) {
        if (!found.isLimited()) {
            return uncertain || (told != null && told.isExceeded());
        }
        return told == null || told.units() != found.total() || told.maxUnits() != maxUnits;
    }

    /** The client will be told so. */
    void announce(Limit next) {
        announced = next;
    }

    /** The announced event, to be sent to the client now; empty if another area has begun. */
    Optional<Limit> tell() {
        Optional<Limit> next = Optional.ofNullable(announced);
        next.ifPresent(limit -> {
            told = limit;
            uncertain = false;
        });
        announced = null;
        return next;
    }

    /** The client is not told now what has been announced. */
    void withdraw() {
        announced = null;
    }

    /** The newest event as it is saved; null without one. */
    Limit newest() {
        return announced == null ? told : announced;
    }
}
