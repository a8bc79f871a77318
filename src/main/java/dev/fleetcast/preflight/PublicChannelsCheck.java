package dev.fleetcast.preflight;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks the pattern of public channels. */
final class PublicChannelsCheck implements Check {

    private static final String PUBLIC = "fleetcast.channel.public";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        return settings
                .text(PUBLIC)
                .filter(text -> !isPattern(text))
                .map(text -> new ConfigProblem(PUBLIC, "is not a valid regular expression", "news|alerts-.*"))
                .stream()
                .toList();
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }
}
