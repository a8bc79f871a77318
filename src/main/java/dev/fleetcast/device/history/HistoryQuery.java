package dev.fleetcast.device.history;

import dev.fleetcast.device.event.EventRules;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a device's history is asked for.
 *
 * @param clients the owners of then whose devices the caller may see
 * @param name the name of the events; empty for all
 * @param from the first time
 * @param to the first time after it
 * @param limit the maximum number of entries
 * @param after empty for the first page
 */
record HistoryQuery(
        String coreid,
        Set<Long> clients,
        Optional<String> name,
        Instant from,
        Instant to,
        int limit,
        Optional<HistoryCursor> after) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422, naming every parameter that is invalid */
    static HistoryQuery of(
            String coreid, Set<Long> clients, String name, String from, String to, int limit, String cursor) {
        List<FieldViolation> faults = new ArrayList<>();
        Instant first = time("from", from, EARLIEST, faults);
        Instant end = time("to", to, LATEST, faults);
        if (faults.isEmpty() && end.isBefore(first)) {
            faults.add(new FieldViolation("to", "must not be before from"));
        }
        if (name != null && !EventRules.isName(name)) {
            faults.add(new FieldViolation("name", "must be the name of an event"));
        }
        Optional<HistoryCursor> after = Optional.ofNullable(cursor).flatMap(HistoryCursor::parse);
        if (cursor != null && after.isEmpty()) {
            faults.add(new FieldViolation("cursor", "must be the meta.next of another page"));
        }
        if (!faults.isEmpty()) {
            throw Violations.problem(faults);
        }
        return new HistoryQuery(coreid, clients, Optional.ofNullable(name), first, end, limit, after);
    }

    private static Instant time(String parameter, String text, Instant usual, List<FieldViolation> faults) {
        if (text == null) {
            return usual;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            // Told below.
        }
        faults.add(new FieldViolation(parameter, "must be a time such as 2026-02-16T13:51:30Z"));
        return usual;
    }
}
