package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses the demo accounts, whose passwords are public, in production. */
final class DemoCheck implements Check {

    static final String DEMO_DATA = "fleetcast.demo.data";
    private static final String PRODUCTION = "fleetcast.production";
    // Quarkus would read any other word as "false", which is hardly what the operator meant.
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "1", "0");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String property : List.of(DEMO_DATA, PRODUCTION)) {
            settings.text(property)
                    .filter(text -> !WORDS.contains(text.strip().toLowerCase(Locale.ROOT)))
                    .map(text -> new ConfigProblem(property, "is neither true nor false", "true"))
                    .ifPresent(problems::add);
        }
        if (settings.isOn(DEMO_DATA) && settings.isOn(PRODUCTION)) {
            problems.add(new ConfigProblem(
                    DEMO_DATA,
                    "creates accounts whose passwords are public; it cannot be combined with "
                            + ConfigProblem.variable(PRODUCTION) + "=true",
                    "false"));
        }
        return problems;
    }
}
