package dev.fleetcast.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A logged-in user, with a subscription token for each unit: requested once, used for every stream.
 *
 * @param login the login token
 * @param tokens by unit
 */
public record Account(String login, Map<Long, String> tokens) {

    /** Logs in, and requests tokens of units 1 to {@code units}. */
    static Account login(Calls calls, String name, int units) {
        String header = Waiting.result(calls.login(name)).authorization();
        String login = header.substring("bearer ".length());
        Map<Long, String> tokens = new ConcurrentHashMap<>();
        for (long unit = 1; unit <= units; unit++) {
            tokens.put(
                    unit,
                    Waiting.result(calls.unit(login, unit))
                            .json()
                            .getJsonObject("data")
                            .getString("token"));
        }
        return new Account(login, tokens);
    }

    /** Creates a user with the demo user's rights, unless one with that name exists. */
    static void create(Calls calls, String name) {
        Account admin = login(calls, "admin", 0);
        Waiting.result(calls.createUser(admin.login(), name));
    }

    String token(long unit) {
        return tokens.get(unit);
    }
}
