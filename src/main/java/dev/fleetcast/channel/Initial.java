package dev.fleetcast.channel;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** What a feed begins with, when its client does not say where it was. */
public enum Initial {
    /** Everything that is retained. */
    ALL,
    /** The newest event of each channel. */
    LATEST,
    /** Nothing but what comes. */
    NONE;

    /** @throws HttpProblem 400 for another word */
    static Initial of(String word) {
        for (Initial initial : values()) {
            if (initial.name().toLowerCase(Locale.ROOT).equals(word)) {
                return initial;
            }
        }
        throw HttpProblem.valueOf(Status.BAD_REQUEST, "initial is one of all, latest and none");
    }
}
