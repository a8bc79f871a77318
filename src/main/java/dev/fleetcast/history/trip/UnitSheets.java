package dev.fleetcast.history.trip;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/** What is stored of one unit. */
public interface UnitSheets {

    /** The tail of the newest sheet, see {@link Sheet#tail}; empty if only the whole sheet is known, or none. */
    Optional<Sheet> tail();

    /** The sheet of that UTC day. */
    Optional<Sheet> on(LocalDate day);

    /** The newest sheet of an earlier day. */
    Optional<Sheet> before(LocalDate day);

    /** The oldest sheet of a later day. */
    Optional<Sheet> after(LocalDate day);

    /** The points of that UTC day, in the order of their recording; points may repeat. */
    Collection<Point> points(LocalDate day);
}
