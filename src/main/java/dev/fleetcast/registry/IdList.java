package dev.fleetcast.registry;

/** The form of a list of ids in a query parameter, as in {@code 1,2,3}. */
public final class IdList {

    /** Possessive: a group that can go back recurs for each id, and a long list would overflow the stack. */
    public static final String REGEX = "\\d{1,18}+(,\\d{1,18}+)*+";

    /** What the parameter must be, in violations. */
    public static final String MESSAGE = "must be ids separated by commas";

    private IdList() {}
}
