package dev.fleetcast.history.api;

import dev.fleetcast.fleet.api.CallerFleet;
import java.util.List;
import java.util.Locale;

/** Which trips of a day are wanted. */
enum Which {
    ALL,
    FIRST,
    LAST;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for another word */
    static Which of(String word) {
        for (Which each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw CallerFleet.notFound();
    }

    <T> List<T> of(List<T> all) {
        int size = all.size();
        return switch (this) {
            case ALL -> all;
            case FIRST -> all.subList(0, Math.min(1, size));
            case LAST -> all.subList(Math.max(0, size - 1), size);
        };
    }
}
