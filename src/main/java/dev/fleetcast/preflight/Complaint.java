package dev.fleetcast.preflight;

import java.util.List;
import java.util.stream.Collectors;

/** Says what is wrong, in few enough lines to be read. */
final class Complaint {

    private static final int MAX_LINES = 35;

    private Complaint() {}

    /** A heading and a line for each problem; beyond {@value #MAX_LINES} lines the last one names all further settings. */
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
        return "Fleetcast cannot start: settings are missing or wrong.\n" + lines + rest;
    }
}
