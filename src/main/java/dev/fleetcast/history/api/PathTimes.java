package dev.fleetcast.history.api;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;

/** Dates and times in paths. */
final class PathTimes {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final int DATE_LENGTH = "2026-02-16".length();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private PathTimes() {}

    /** @throws HttpProblem 422 naming the parameter */
    static LocalDate date(String name, String text) {
        try {
            // A longer year is no year of the past, and the database has not all of them.
            if (text.length() != DATE_LENGTH) {
                throw new DateTimeException("Not yyyy-mm-dd");
            }
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException malformed) {
            throw invalid(name, "must be a date such as 2026-02-16");
        }
    }

    /** @throws HttpProblem 422 naming the parameter */
    static LocalTime time(String name, String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException malformed) {
            throw invalid(name, "must be a time such as 13:51:30");
        }
    }

    static HttpProblem invalid(String name, String message) {
        return Violations.problem(List.of(new FieldViolation(name, message)));
    }
}
