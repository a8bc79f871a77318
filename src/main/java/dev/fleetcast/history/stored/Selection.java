package dev.fleetcast.history.stored;

import dev.fleetcast.history.day.Span;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which messages are read.
 *
 * @param units at least one
 * @param contents those that may be wanted, by the bytes of the message; what it refuses takes no memory
 */
public record Selection(List<Long> units, Span span, Predicate<byte[]> contents) {

    /** All messages of these units and times. */
    public static Selection of(List<Long> units, Span span) {
        return new Selection(units, span, any -> true);
    }
}
