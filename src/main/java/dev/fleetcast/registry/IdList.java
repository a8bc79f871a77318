package dev.fleetcast.registry;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of ids in a query parameter, as in {@code 1,2,3}. */
public final class IdList {

    /** Possessive: a group that can go back recurs for each id, and a long list would overflow the stack. */
    public static final String REGEX = "\\d{1,18}+(,\\d{1,18}+)*+";

    /** What the parameter must be, in violations. */
    public static final String MESSAGE = "must be ids separated by commas";

    private IdList() {}

    /** Returns the ids, in their order, of a text of the form {@link #REGEX}. */
    public static Set<Long> parse(String text) {
        return Stream.of(text.split(",")).map(Long::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
