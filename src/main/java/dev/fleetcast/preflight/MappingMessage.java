package dev.fleetcast.preflight;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates messages of the configuration library for operators. The value is not repeated, since it may be a
 * misplaced secret.
 */
final class MappingMessage {

    private static final String DURATION = "PT30S";
    private static final Pattern UNREADABLE = Pattern.compile(
            "The config property (\\S+) with the config value \".*\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile("The config property (\\S+) is defined as the empty String");
    private static final Pattern MISSING = Pattern.compile("The config property (\\S+) is required but");
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+) in .* does not map to any root");
    private static final Pattern RULE = Pattern.compile("^([a-z][\\w.\\-\"\\[\\]]*\\.[\\w.\\-\"\\[\\]]*) (must .*)$");
    private static final Pattern CHOICE = Pattern.compile("allowed values: (([^,]+).*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private MappingMessage() {}

    /** The problem described by a message; empty if the message is not recognized. */
    static Optional<ConfigProblem> problem(String message) {
        return first(
                message,
                new Form(UNREADABLE, found -> unreadable(found.group(1), found.group(2))),
                new Form(
                        EMPTY,
                        found -> new ConfigProblem(
                                found.group(1),
                                "is empty: leave it out or set a value",
                                message.contains("Duration") ? DURATION : "1")),
                new Form(MISSING, found -> new ConfigProblem(found.group(1), "is missing", "value")),
                new Form(UNKNOWN, found -> UnknownNames.problem(found.group(1))),
                new Form(RULE, found -> new ConfigProblem(found.group(1), found.group(2), limit(found.group(2)))));
    }

    private record Form(Pattern pattern, Function<MatchResult, ConfigProblem> problem) {}

    private static Optional<ConfigProblem> first(String message, Form... forms) {
        return Stream.of(forms)
                .flatMap(form -> {
                    Matcher matcher = form.pattern().matcher(message);
                    return matcher.find() ? Stream.of(form.problem().apply(matcher)) : Stream.<ConfigProblem>empty();
                })
                .findFirst();
    }

    private static ConfigProblem unreadable(String property, String cause) {
        if (cause.contains("Duration") || cause.contains("duration")) {
            return new ConfigProblem(property, "is not a duration", DURATION);
        }
        if (cause.contains("[BbKk")) {
            return new ConfigProblem(property, "is not a size in bytes", "64K");
        }
        Matcher choice = CHOICE.matcher(cause);
        if (choice.find()) {
            return new ConfigProblem(
                    property, "must be one of " + choice.group(1).replace(",", ", "), choice.group(2));
        }
        if (cause.contains("Expected a")) {
            return new ConfigProblem(property, "is not a whole number, or is too large", "100");
        }
        return new ConfigProblem(property, "has an invalid value", "");
    }

    /** The limit named by a rule; one above it for a rule such as "greater than 0". For a duration, one that fits. */
    private static String limit(String rule) {
        Matcher number = NUMBER.matcher(rule);
        if (!number.find()) {
            return "";
        }
        if (rule.contains("second")) {
            return rule.contains("milli") ? "PT1S" : "PT" + number.group() + "S";
        }
        long limit = Long.parseLong(number.group());
        return Long.toString(rule.contains("greater than " + limit) ? limit + 1 : limit);
    }
}
