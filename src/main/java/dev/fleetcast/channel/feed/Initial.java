package dev.fleetcast.channel.feed;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** Where a feed starts if its client sends no last event id. */
public enum Initial {
    /** With all retained events. */
    ALL,
    /** With the newest event of each channel. */
    LATEST,
    /** With new events only. */
    NONE;

    /** @throws HttpProblem 400 for an unknown word */
    public static Initial of(String word) {
        for (Initial initial : values()) {
            if (initial.name().toLowerCase(Locale.ROOT).equals(word)) {
                return initial;
            }
        }
        throw HttpProblem.valueOf(
                Status.BAD_REQUEST, "The query parameter initial must be one of all, latest and none.");
    }
}
