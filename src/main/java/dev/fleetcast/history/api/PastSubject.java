package dev.fleetcast.history.api;

import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.format.Subject;
import dev.fleetcast.history.read.Assignments.Assignment;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * A unit, or a role in a vehicle, whose past the caller may see.
 *
 * @param shown the unit itself, or the one that is in that role now
 * @param units those that are or were in the role; of a unit only itself
 * @param assignments the visible ones, by number
 */
record PastSubject(Subject shown, List<Long> units, Map<Long, Assignment> assignments) {

    Days days() {
        return new Days(shown.zone());
    }

    /** Accepts the numbers of visible assignments. */
    LongPredicate placements() {
        return assignments::containsKey;
    }
}
