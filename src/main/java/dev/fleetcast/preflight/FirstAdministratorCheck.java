package dev.fleetcast.preflight;

import dev.fleetcast.access.user.Passwords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the first administrator's name and password: both or neither. */
final class FirstAdministratorCheck implements Check {

    private static final String USERNAME = "fleetcast.bootstrap.admin.username";
    private static final String PASSWORD = "fleetcast.bootstrap.admin.password";
    private static final String USERNAME_EXAMPLE = "administrator";
    private static final String PASSWORD_EXAMPLE = "a-long-random-text";
    private static final int MAX_NAME = 100;

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Optional<String> username = settings.text(USERNAME);
        Optional<String> password = settings.text(PASSWORD);
        List<ConfigProblem> problems = new ArrayList<>();
        if (username.isEmpty() && password.isPresent()) {
            problems.add(missing(USERNAME, PASSWORD, USERNAME_EXAMPLE));
        }
        if (password.isEmpty() && username.isPresent()) {
            problems.add(missing(PASSWORD, USERNAME, PASSWORD_EXAMPLE));
        }
        username.filter(name -> name.length() > MAX_NAME)
                .map(name -> new ConfigProblem(USERNAME, "has more than " + MAX_NAME + " characters", USERNAME_EXAMPLE))
                .ifPresent(problems::add);
        password.filter(text -> text.getBytes(StandardCharsets.UTF_8).length > Passwords.MAX_BYTES)
                .map(text -> new ConfigProblem(
                        PASSWORD, "has more than " + Passwords.MAX_BYTES + " bytes", PASSWORD_EXAMPLE))
                .ifPresent(problems::add);
        return problems;
    }

    private static ConfigProblem missing(String property, String present, String example) {
        return new ConfigProblem(
                property, "is missing, although " + ConfigProblem.variable(present) + " is set", example);
    }
}
