package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Accounts whose passwords everybody knows are not for production. */
final class DemoCheck implements Check {

    private static final String DEMO_DATA = "fleetcast.demo.data";
    private static final String PRODUCTION = "fleetcast.production";
    // Any other word would count as "false", which is not what somebody who writes it means.
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "1", "0");

    @Override
    public List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String property : List.of(DEMO_DATA, PRODUCTION)) {
            settings.text(property)
                    .filter(text -> !WORDS.contains(text.strip().toLowerCase(Locale.ROOT)))
                    .map(text -> new Problem(property, "is neither true nor false", "true"))
                    .ifPresent(problems::add);
        }
        if (settings.isOn(DEMO_DATA) && settings.isOn(PRODUCTION)) {
            problems.add(new Problem(
                    DEMO_DATA,
                    "creates accounts whose passwords everybody knows; it is refused together with "
                            + Problem.variable(PRODUCTION) + "=true",
                    "false"));
        }
        return problems;
    }
}
