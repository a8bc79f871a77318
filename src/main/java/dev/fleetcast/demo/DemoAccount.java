package dev.fleetcast.demo;

import dev.fleetcast.access.Roles;
import java.util.List;
import java.util.Optional;

/**
 * A demo account; its password is its user name.
 *
 * @param role its role, if any
 * @param client the company whose fleet it sees, if any
 * @param shared whether many end users share it
 */
record DemoAccount(String username, String fullName, Optional<String> role, Optional<String> client, boolean shared) {

    static final List<DemoAccount> ALL = List.of(
            new DemoAccount("demo", "Demo Dispatcher", Optional.empty(), Optional.of("Demo Fleet"), true),
            new DemoAccount("other", "Other Dispatcher", Optional.empty(), Optional.of("Other Fleet"), false),
            new DemoAccount("publisher", "Demo Publisher", Optional.of(Roles.PUBLISHER), Optional.empty(), false),
            new DemoAccount("admin", "Demo Administrator", Optional.of(Roles.ADMIN), Optional.empty(), false));

    String password() {
        return username;
    }

    String email() {
        return username + "@fleet.example";
    }
}
