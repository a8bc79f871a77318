package dev.fleetcast.preflight;

import java.util.List;
import java.util.stream.Collectors;

/** Formats problems as a short message. */
final class Complaint {

    private static final int MAX_LINES = 35;

    private Complaint() {}

    /** A heading and one line per problem; from {@value #MAX_LINES} lines on, a last line names the remaining settings. */
    static String about(List<Problem> problems) {
        String lines = problems.stream()
                .limit(MAX_LINES)
                .map(problem -> "  " + problem.line())
                .collect(Collectors.joining("\n"));
        String rest = problems.size() <= MAX_LINES
                ? ""
                : problems.stream()
                        .skip(MAX_LINES)
                        .map(Problem::variable)
                        .distinct()
                        .collect(Collectors.joining(", ", "\n  and: ", ""));
        return "Fleetcast cannot start: settings are missing or invalid.\n" + lines + rest;
    }
}
